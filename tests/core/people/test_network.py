"""The network around a customer: two steps, sixty nodes, everybody in a place of her own."""

from hypothesis import given
from hypothesis import strategies as st

from app.catalogue.family import Family
from app.catalogue.link_kinds import Circle
from app.core.actor import Actor
from app.core.customers import service as customers
from app.core.people import queries, service
from app.core.people.queries import Edge, Network, Node, layout, walk
from app.core.people.service import LightPerson
from app.core.store.shop import Shop
from tests.factories import make_company, make_customer


def net(shop: Shop, actor: Actor, customer_id: int, **how: int) -> Network:
    with shop.read(actor) as reader:
        return queries.network(reader, customer_id, **how)


def steps(network: Network) -> dict[str, int]:
    return {each.name: each.step for each in network.nodes}


def around(shop: Shop, actor: Actor) -> tuple[int, int, int, int]:
    texts = {Family.spouse_name: "李建国"}
    one = make_customer(shop, actor, "甲一", texts=texts)
    two, three = make_customer(shop, actor, "乙二"), make_customer(shop, actor, "丙三")
    far = make_customer(shop, actor, "丁四")
    firm = make_company(shop, actor)
    with shop.write(actor, "Links") as unit:
        service.add_link(unit, one, two, "child")
        service.add_link(unit, one, two, "colleague")
        service.add_link(unit, two, three, "friend")
        service.add_link(unit, three, far, "friend")
        service.add_link(unit, one, firm, "employer")
        service.add_relative(unit, one, LightPerson("外婆王", "外婆"))
    return one, two, three, far


def test_two_steps_with_light_people_of_the_middle(shop: Shop, owner: Actor) -> None:
    one, *_ = around(shop, owner)
    found = net(shop, owner, one)
    assert steps(found) == {
        "甲一": 0, "乙二": 1, "青坪茶叶有限公司": 1, "外婆王": 1, "李建国": 1, "丙三": 2,
    }  # fmt: skip
    second = next(each for each in found.nodes if each.name == "乙二")
    assert second.words == "child · colleague"
    light = next(each for each in found.nodes if each.name == "外婆王")
    assert (light.customer_id, light.words) == (None, "外婆")
    assert found.left_out == 0
    assert "丙三" not in steps(net(shop, owner, one, depth=1))


def test_lines_say_what_the_second_is_to_the_first(shop: Shop, owner: Actor) -> None:
    one, two, *_ = around(shop, owner)
    lines = {(e.first, e.second, e.words) for e in net(shop, owner, two).edges}
    assert (f"c{one}", f"c{two}", "child") in lines


def test_the_bin_is_not_drawn(shop: Shop, owner: Actor) -> None:
    one, two, *_ = around(shop, owner)
    with shop.write(owner, "Bin") as unit:
        customers.move_to_bin(unit, two)
    found = net(shop, owner, one)
    assert "乙二" not in steps(found)
    assert "丙三" not in steps(found)
    keys = {each.key for each in found.nodes}
    assert all({each.first, each.second} <= keys for each in found.edges)


def test_never_more_than_there_is_room_for(shop: Shop, owner: Actor) -> None:
    firm = make_company(shop, owner)
    with shop.write(owner, "Staff") as unit:
        for number in range(70):
            one = customers.create(unit, "individual", {}, number=f"LW{number:04}")
            service.add_link(unit, firm, one, "employee")
    found = net(shop, owner, firm)
    assert (len(found.nodes), found.left_out) == (60, 11)
    few = net(shop, owner, firm, most=5)
    assert (len(few.nodes), few.left_out) == (5, 66)


def a_network(ring: int, outer: int) -> Network:
    near = tuple(Node(f"c{n}", f"近{n}", 1, n) for n in range(1, ring + 1))
    far = tuple(Node(f"c{100 + n}", f"远{n}", 2, 100 + n) for n in range(outer))
    edges = tuple(
        Edge(f"c{1 + n % ring}", each.key, "", Circle.FAMILY) for n, each in enumerate(far)
    )
    return Network((Node("c0", "中", 0, 0), *near, *far), edges)


@given(st.integers(1, 30), st.integers(0, 29))
def test_everybody_has_a_place_of_her_own_and_always_the_same(ring: int, outer: int) -> None:
    network = a_network(ring, outer)
    places = layout(network)
    assert places == layout(network)
    assert set(places) == {each.key for each in network.nodes}
    assert len({(each.x, each.y) for each in places.values()}) == len(network.nodes)
    assert all(-1 <= each.x <= 1 and -1 <= each.y <= 1 for each in places.values())


def test_a_lonely_node_has_a_place_too() -> None:
    stray = Node("c9", "远", 2, 9)
    places = layout(Network((Node("c0", "中", 0, 0), stray), ()))
    assert set(places) == {"c0", "c9"}
    assert layout(Network((), ())) == {}


def test_the_keyboard_walks_from_the_middle_outwards() -> None:
    assert [each.step for each in walk(a_network(3, 4))] == [0, 1, 1, 1, 2, 2, 2, 2]
