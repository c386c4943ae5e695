"""What a customer is: the fields of both profiles, described once."""

from app.catalogue.enterprise import COMPANY
from app.catalogue.field import Catalogue
from app.catalogue.individual import INDIVIDUAL

CATALOGUES: dict[str, Catalogue] = {each.name: each for each in (INDIVIDUAL, COMPANY)}

__all__ = ["CATALOGUES", "COMPANY", "INDIVIDUAL"]
