CREATE TABLE audit (
    seq INTEGER NOT NULL PRIMARY KEY AUTOINCREMENT,
    at VARCHAR NOT NULL,
    session VARCHAR NOT NULL,
    actor VARCHAR NOT NULL,
    role VARCHAR NOT NULL,
    action VARCHAR NOT NULL,
    object VARCHAR NOT NULL,
    detail TEXT NOT NULL,
    prev BLOB NOT NULL,
    mac BLOB NOT NULL
);

CREATE TABLE batch (
    id INTEGER NOT NULL PRIMARY KEY AUTOINCREMENT,
    kind VARCHAR NOT NULL,
    source TEXT NOT NULL,
    made_at VARCHAR NOT NULL,
    detail TEXT NOT NULL,
    undone_by INTEGER
);

CREATE TABLE complaint_category (
    id INTEGER NOT NULL PRIMARY KEY AUTOINCREMENT,
    name TEXT NOT NULL,
    name_key TEXT NOT NULL,
    other INTEGER DEFAULT '0' NOT NULL,
    position INTEGER NOT NULL,
    retired_on DATE,
    CONSTRAINT uq_complaint_category_name_key UNIQUE (name_key)
);

CREATE TABLE complaint_cause (
    id INTEGER NOT NULL PRIMARY KEY AUTOINCREMENT,
    parent_id INTEGER,
    name TEXT NOT NULL,
    name_key TEXT NOT NULL,
    position INTEGER NOT NULL,
    retired_on DATE,
    CONSTRAINT fk_complaint_cause_parent_id FOREIGN KEY(parent_id) REFERENCES complaint_cause (id) ON DELETE SET NULL
);

CREATE TABLE content (
    id INTEGER NOT NULL PRIMARY KEY AUTOINCREMENT,
    digest TEXT NOT NULL,
    size INTEGER NOT NULL,
    CONSTRAINT uq_content_digest UNIQUE (digest)
);

CREATE TABLE content_use (
    id INTEGER NOT NULL PRIMARY KEY AUTOINCREMENT,
    digest TEXT NOT NULL,
    customer_id INTEGER NOT NULL
);

CREATE INDEX use_by_customer ON content_use (customer_id);

CREATE UNIQUE INDEX use_of_content ON content_use (digest, customer_id);

CREATE TABLE customer (
    id INTEGER NOT NULL PRIMARY KEY AUTOINCREMENT,
    uuid TEXT NOT NULL,
    kind TEXT NOT NULL,
    status TEXT,
    status_since DATE,
    status_by TEXT,
    target_on DATE,
    number TEXT,
    number_key TEXT,
    name TEXT DEFAULT '' NOT NULL,
    sort_key TEXT DEFAULT '' NOT NULL,
    tags TEXT,
    handler TEXT,
    phone TEXT,
    company TEXT,
    deceased INTEGER DEFAULT '0' NOT NULL,
    joined_on DATE,
    last_purchase_day INTEGER,
    purchases INTEGER DEFAULT '0' NOT NULL,
    revenue INTEGER DEFAULT '0' NOT NULL,
    doubts INTEGER DEFAULT '0' NOT NULL,
    source TEXT,
    learnt_on DATE,
    verified_on DATE,
    purpose TEXT,
    confidence TEXT,
    basis TEXT,
    binned_on VARCHAR,
    merged_into INTEGER,
    created_at VARCHAR NOT NULL,
    CONSTRAINT ck_customer_customer_kind CHECK (kind IN ('individual', 'company'))
);

CREATE INDEX customer_by_age ON customer (revenue, verified_on, learnt_on, deceased, binned_on) WHERE binned_on IS NULL;

CREATE INDEX customer_by_joined_on ON customer (joined_on) WHERE binned_on IS NULL;

CREATE INDEX customer_by_last_purchase_day ON customer (last_purchase_day) WHERE binned_on IS NULL;

CREATE INDEX customer_by_phone ON customer (phone) WHERE binned_on IS NULL;

CREATE INDEX customer_by_purchases ON customer (purchases) WHERE binned_on IS NULL;

CREATE INDEX customer_by_revenue ON customer (revenue) WHERE binned_on IS NULL;

CREATE INDEX customer_by_sort_key ON customer (sort_key) WHERE binned_on IS NULL;

CREATE INDEX customer_company ON customer (kind) WHERE kind = 'company';

CREATE INDEX customer_in_bin ON customer (binned_on) WHERE binned_on IS NOT NULL;

CREATE INDEX customer_merged ON customer (merged_into) WHERE merged_into IS NOT NULL;

CREATE UNIQUE INDEX customer_number ON customer (number_key) WHERE binned_on IS NULL;

CREATE INDEX customer_with_doubts ON customer (id) WHERE doubts > 0;

CREATE TABLE draft (
    id INTEGER NOT NULL PRIMARY KEY AUTOINCREMENT,
    person TEXT NOT NULL,
    form TEXT NOT NULL,
    typed TEXT NOT NULL,
    kept_at VARCHAR NOT NULL
);

CREATE UNIQUE INDEX ux_draft ON draft (person, form);

CREATE TABLE field_place (
    id INTEGER NOT NULL PRIMARY KEY AUTOINCREMENT,
    profile TEXT NOT NULL,
    sort TEXT NOT NULL,
    "key" TEXT NOT NULL,
    position INTEGER,
    hidden INTEGER DEFAULT '0' NOT NULL
);

CREATE UNIQUE INDEX field_place_of ON field_place (profile, sort, "key");

CREATE TABLE holiday (
    id INTEGER NOT NULL PRIMARY KEY AUTOINCREMENT,
    on_day DATE NOT NULL,
    name TEXT,
    begins INTEGER,
    ends INTEGER,
    CONSTRAINT uq_holiday_on_day UNIQUE (on_day)
);

CREATE TABLE import_layout (
    id INTEGER NOT NULL PRIMARY KEY AUTOINCREMENT,
    what TEXT NOT NULL,
    signature TEXT NOT NULL,
    mapping TEXT NOT NULL,
    used_at VARCHAR NOT NULL
);

CREATE UNIQUE INDEX ux_import_layout ON import_layout (what, signature);

CREATE TABLE kept_block (
    id INTEGER NOT NULL PRIMARY KEY AUTOINCREMENT,
    columns BLOB NOT NULL
);

CREATE TABLE kept_channels (
    id INTEGER NOT NULL PRIMARY KEY AUTOINCREMENT,
    columns BLOB NOT NULL
);

CREATE TABLE kept_lines (
    id INTEGER NOT NULL PRIMARY KEY AUTOINCREMENT,
    columns BLOB NOT NULL
);

CREATE TABLE kept_stale (
    block_id INTEGER NOT NULL,
    customer_id INTEGER NOT NULL,
    CONSTRAINT pk_kept_stale PRIMARY KEY (block_id, customer_id)
)
 WITHOUT ROWID;

CREATE TABLE link_kind (
    id INTEGER NOT NULL PRIMARY KEY AUTOINCREMENT,
    first_zh TEXT DEFAULT '' NOT NULL,
    first_en TEXT DEFAULT '' NOT NULL,
    second_zh TEXT DEFAULT '' NOT NULL,
    second_en TEXT DEFAULT '' NOT NULL
);

CREATE TABLE listening_note (
    id INTEGER NOT NULL PRIMARY KEY AUTOINCREMENT,
    gap INTEGER NOT NULL,
    way TEXT,
    question TEXT,
    on_day DATE NOT NULL,
    who TEXT,
    words TEXT NOT NULL
);

CREATE INDEX ix_listening_note_gap ON listening_note (gap, on_day);

CREATE TABLE meta (
    "key" VARCHAR NOT NULL,
    value TEXT NOT NULL,
    CONSTRAINT pk_meta PRIMARY KEY ("key")
);

CREATE TABLE opening_hours (
    id INTEGER NOT NULL PRIMARY KEY AUTOINCREMENT,
    weekday INTEGER NOT NULL,
    begins INTEGER NOT NULL,
    ends INTEGER NOT NULL,
    CONSTRAINT ck_opening_hours_opening_hours_weekday CHECK (weekday BETWEEN 0 AND 6),
    CONSTRAINT ck_opening_hours_opening_hours_span CHECK (0 <= begins AND begins < ends AND ends <= 1440)
);

CREATE TABLE own_field (
    id INTEGER NOT NULL PRIMARY KEY AUTOINCREMENT,
    name TEXT NOT NULL,
    name_en TEXT NOT NULL,
    kind TEXT NOT NULL,
    choices TEXT DEFAULT '[]' NOT NULL,
    unit TEXT DEFAULT '' NOT NULL,
    individual_part TEXT,
    company_part TEXT,
    tier TEXT NOT NULL,
    findable INTEGER DEFAULT '0' NOT NULL,
    yearly INTEGER DEFAULT '0' NOT NULL,
    created_at VARCHAR NOT NULL
);

CREATE TABLE privilege (
    id INTEGER NOT NULL PRIMARY KEY AUTOINCREMENT,
    name TEXT NOT NULL,
    note TEXT,
    retired_on DATE
);

CREATE TABLE product (
    id INTEGER NOT NULL PRIMARY KEY AUTOINCREMENT,
    name TEXT NOT NULL,
    name_key TEXT NOT NULL,
    sound TEXT,
    code TEXT,
    category TEXT,
    brand TEXT,
    price_band TEXT,
    unit TEXT,
    price INTEGER,
    life_months INTEGER,
    stage TEXT,
    service INTEGER DEFAULT 0 NOT NULL,
    retired_on DATE,
    merged_into INTEGER,
    batch_id INTEGER,
    made_at VARCHAR NOT NULL,
    CONSTRAINT fk_product_merged_into FOREIGN KEY(merged_into) REFERENCES product (id) ON DELETE SET NULL
);

CREATE INDEX ix_product_batch ON product (batch_id) WHERE batch_id IS NOT NULL;

CREATE INDEX ix_product_code ON product (code) WHERE code IS NOT NULL;

CREATE INDEX ix_product_merged ON product (merged_into) WHERE merged_into IS NOT NULL;

CREATE UNIQUE INDEX ux_product_name_key ON product (name_key);

CREATE TABLE rule (
    id INTEGER NOT NULL PRIMARY KEY AUTOINCREMENT,
    kind TEXT NOT NULL,
    name TEXT NOT NULL,
    active INTEGER DEFAULT 1 NOT NULL,
    period TEXT DEFAULT 'all' NOT NULL,
    period_months INTEGER,
    terms TEXT NOT NULL,
    starts_on DATE NOT NULL,
    retired_on DATE,
    CONSTRAINT ck_rule_rule_kind CHECK (kind IN ('threshold', 'abnormal', 'replacement', 'life_stage')),
    CONSTRAINT ck_rule_rule_period CHECK (period IN ('all', 'calendar_year', 'fiscal_year', 'months'))
);

CREATE TABLE segment (
    id INTEGER NOT NULL PRIMARY KEY AUTOINCREMENT,
    name TEXT NOT NULL,
    name_key TEXT NOT NULL,
    filter TEXT,
    kind TEXT,
    words TEXT DEFAULT '' NOT NULL,
    sort TEXT DEFAULT 'name' NOT NULL,
    descending INTEGER DEFAULT '0' NOT NULL,
    position INTEGER DEFAULT '0' NOT NULL,
    CONSTRAINT ck_segment_segment_named CHECK (name <> '')
);

CREATE UNIQUE INDEX segment_by_name ON segment (name_key);

CREATE TABLE setting (
    id INTEGER NOT NULL PRIMARY KEY AUTOINCREMENT,
    "key" VARCHAR NOT NULL,
    value TEXT NOT NULL,
    CONSTRAINT uq_setting_key UNIQUE ("key")
);

CREATE TABLE survey (
    id INTEGER NOT NULL PRIMARY KEY AUTOINCREMENT,
    name TEXT NOT NULL,
    name_key TEXT NOT NULL,
    model TEXT NOT NULL,
    template TEXT,
    anonymous INTEGER DEFAULT '0' NOT NULL,
    rest_days INTEGER,
    retired_on DATE,
    CONSTRAINT uq_survey_name_key UNIQUE (name_key)
);

CREATE TABLE act (
    id INTEGER NOT NULL PRIMARY KEY AUTOINCREMENT,
    at VARCHAR NOT NULL,
    actor VARCHAR NOT NULL,
    actor_name VARCHAR NOT NULL,
    role VARCHAR NOT NULL,
    session VARCHAR NOT NULL,
    title TEXT NOT NULL,
    batch_id INTEGER,
    undoes_act INTEGER,
    undoes_batch INTEGER,
    undone_by INTEGER,
    CONSTRAINT fk_act_batch_id FOREIGN KEY(batch_id) REFERENCES batch (id)
);

CREATE INDEX ix_act_batch_id ON act (batch_id);

CREATE TABLE attachment (
    id INTEGER NOT NULL PRIMARY KEY AUTOINCREMENT,
    customer_id INTEGER NOT NULL,
    role TEXT NOT NULL,
    name TEXT NOT NULL,
    media TEXT NOT NULL,
    size INTEGER NOT NULL,
    digest TEXT NOT NULL,
    added_at VARCHAR NOT NULL,
    added_by TEXT,
    CONSTRAINT ck_attachment_attachment_role CHECK (role IN ('photo', 'file')),
    CONSTRAINT fk_attachment_customer_id FOREIGN KEY(customer_id) REFERENCES customer (id) ON DELETE CASCADE
);

CREATE INDEX attachment_by_digest ON attachment (digest);

CREATE INDEX attachment_of_customer ON attachment (customer_id, role);

CREATE TABLE company (
    id INTEGER NOT NULL,
    company_address TEXT,
    company_address_code TEXT,
    company_phone TEXT,
    company_phone_extension TEXT,
    company_phone_typed TEXT,
    founded_on TEXT,
    founded_on_typed TEXT,
    founded_on_on TEXT,
    organisation_form TEXT,
    industry TEXT,
    industry_more TEXT,
    assets TEXT,
    assets_low INTEGER,
    assets_high INTEGER,
    assets_period TEXT,
    scale TEXT,
    scale_more TEXT,
    scale_more_unit TEXT,
    service_area TEXT,
    corporate_image INTEGER,
    corporate_image_words TEXT,
    reputation INTEGER,
    reputation_words TEXT,
    sales_capability INTEGER,
    sales_capability_words TEXT,
    growth_potential INTEGER,
    growth_potential_words TEXT,
    trade_terms TEXT,
    trade_terms_more TEXT,
    credit_status TEXT,
    credit_status_more TEXT,
    credit_status_more_low INTEGER,
    credit_status_more_high INTEGER,
    credit_status_more_period TEXT,
    relationship_with_us INTEGER,
    relationship_with_us_words TEXT,
    cooperation_attitude INTEGER,
    cooperation_attitude_words TEXT,
    uscc TEXT,
    joined_on TEXT,
    joined_on_typed TEXT,
    joined_on_on TEXT,
    acquisition_channel TEXT,
    referral_by TEXT,
    referral_by_record INTEGER,
    drawn_by TEXT,
    consent INTEGER,
    consent_word TEXT,
    contact_stop TEXT,
    region_code TEXT,
    CONSTRAINT pk_company PRIMARY KEY (id),
    CONSTRAINT fk_company_id FOREIGN KEY(id) REFERENCES customer (id) ON DELETE CASCADE
);

CREATE INDEX ix_company_drawn ON company (id, drawn_by) WHERE drawn_by IS NOT NULL;

CREATE INDEX ix_company_traits ON company (id, industry, industry_more, scale, organisation_form, company_address_code, region_code, company_address, acquisition_channel);

CREATE TABLE company_text (
    id INTEGER NOT NULL,
    business_philosophy TEXT,
    business_direction TEXT,
    business_characteristics TEXT,
    strengths TEXT,
    existing_problems TEXT,
    countermeasures TEXT,
    note TEXT,
    CONSTRAINT pk_company_text PRIMARY KEY (id),
    CONSTRAINT fk_company_text_id FOREIGN KEY(id) REFERENCES customer (id) ON DELETE CASCADE
);

CREATE TABLE contact (
    id INTEGER NOT NULL PRIMARY KEY AUTOINCREMENT,
    customer_id INTEGER NOT NULL,
    field TEXT NOT NULL,
    value TEXT NOT NULL,
    CONSTRAINT fk_contact_customer_id FOREIGN KEY(customer_id) REFERENCES customer (id) ON DELETE CASCADE
);

CREATE INDEX contact_by_value ON contact (value);

CREATE INDEX contact_of_customer ON contact (customer_id);

CREATE TABLE content_piece (
    id INTEGER NOT NULL PRIMARY KEY AUTOINCREMENT,
    content_id INTEGER NOT NULL,
    number INTEGER NOT NULL,
    body BLOB NOT NULL,
    CONSTRAINT fk_content_piece_content_id FOREIGN KEY(content_id) REFERENCES content (id) ON DELETE CASCADE
);

CREATE UNIQUE INDEX piece_of_content ON content_piece (content_id, number);

CREATE TABLE customer_link (
    id INTEGER NOT NULL PRIMARY KEY AUTOINCREMENT,
    customer_id INTEGER NOT NULL,
    other_id INTEGER,
    kind TEXT NOT NULL,
    roles TEXT,
    since TEXT,
    until TEXT,
    note TEXT,
    made_at VARCHAR NOT NULL,
    CONSTRAINT ck_customer_link_link_not_to_oneself CHECK (customer_id <> other_id),
    CONSTRAINT fk_customer_link_customer_id FOREIGN KEY(customer_id) REFERENCES customer (id) ON DELETE CASCADE,
    CONSTRAINT fk_customer_link_other_id FOREIGN KEY(other_id) REFERENCES customer (id) ON DELETE SET NULL
);

CREATE INDEX customer_link_kind ON customer_link (kind, customer_id, other_id);

CREATE INDEX customer_link_other ON customer_link (other_id, kind);

CREATE UNIQUE INDEX link_once ON customer_link (customer_id, other_id, kind) WHERE until IS NULL;

CREATE TABLE doubt (
    id INTEGER NOT NULL PRIMARY KEY AUTOINCREMENT,
    customer_id INTEGER NOT NULL,
    field TEXT NOT NULL,
    row_id INTEGER DEFAULT '0' NOT NULL,
    typed TEXT,
    reason TEXT NOT NULL,
    taken INTEGER DEFAULT '0' NOT NULL,
    source TEXT,
    learnt_on DATE,
    purpose TEXT,
    confidence TEXT,
    basis TEXT,
    CONSTRAINT fk_doubt_customer_id FOREIGN KEY(customer_id) REFERENCES customer (id) ON DELETE CASCADE
);

CREATE INDEX doubt_of_customer ON doubt (customer_id, field);

CREATE INDEX doubt_that_differs ON doubt (customer_id) WHERE reason = 'differs';

CREATE TABLE fact (
    id INTEGER NOT NULL PRIMARY KEY AUTOINCREMENT,
    customer_id INTEGER NOT NULL,
    scope TEXT NOT NULL,
    row_id INTEGER DEFAULT '0' NOT NULL,
    source TEXT,
    learnt_on DATE,
    verified_on DATE,
    purpose TEXT,
    confidence TEXT,
    basis TEXT,
    CONSTRAINT fk_fact_customer_id FOREIGN KEY(customer_id) REFERENCES customer (id) ON DELETE CASCADE
);

CREATE INDEX fact_by_age ON fact (verified_on, learnt_on, customer_id);

CREATE UNIQUE INDEX fact_of_customer ON fact (customer_id, scope, row_id);

CREATE TABLE firing (
    id INTEGER NOT NULL PRIMARY KEY AUTOINCREMENT,
    customer_id INTEGER NOT NULL,
    rule_id INTEGER NOT NULL,
    "key" TEXT NOT NULL,
    reason TEXT NOT NULL,
    stake INTEGER DEFAULT 0 NOT NULL,
    found_on DATE NOT NULL,
    due_on DATE,
    about_id INTEGER,
    gone_on DATE,
    state TEXT DEFAULT 'open' NOT NULL,
    until DATE,
    outcome TEXT,
    cause TEXT,
    given TEXT,
    settled_on DATE,
    settled_time TEXT,
    who TEXT,
    kept_rule_id INTEGER,
    CONSTRAINT ck_firing_firing_state CHECK (state IN ('open', 'done', 'snoozed', 'dismissed', 'logged')),
    CONSTRAINT fk_firing_customer_id FOREIGN KEY(customer_id) REFERENCES customer (id) ON DELETE CASCADE,
    CONSTRAINT fk_firing_rule_id FOREIGN KEY(rule_id) REFERENCES rule (id) ON DELETE CASCADE,
    CONSTRAINT fk_firing_kept_rule_id FOREIGN KEY(kept_rule_id) REFERENCES rule (id)
);

CREATE INDEX firing_kept ON firing (kept_rule_id) WHERE kept_rule_id IS NOT NULL;

CREATE INDEX firing_of_customer ON firing (customer_id);

CREATE UNIQUE INDEX firing_once ON firing (rule_id, customer_id, "key");

CREATE INDEX firing_open ON firing (rule_id, stake) WHERE state IN ('open', 'snoozed');

CREATE TABLE import_trace (
    digest INTEGER NOT NULL,
    customer_id INTEGER NOT NULL,
    act_id INTEGER NOT NULL,
    CONSTRAINT pk_import_trace PRIMARY KEY (digest, customer_id, act_id),
    CONSTRAINT fk_import_trace_customer_id FOREIGN KEY(customer_id) REFERENCES customer (id) ON DELETE CASCADE
)
 WITHOUT ROWID;

CREATE INDEX ix_import_trace_customer ON import_trace (customer_id);

CREATE TABLE individual (
    id INTEGER NOT NULL,
    household_registration TEXT,
    household_registration_code TEXT,
    native_place TEXT,
    native_place_code TEXT,
    blood_type TEXT,
    height TEXT,
    height_unit TEXT,
    weight TEXT,
    weight_unit TEXT,
    birth_date TEXT,
    birth_date_typed TEXT,
    birth_date_on TEXT,
    character_traits TEXT,
    home_address TEXT,
    home_address_code TEXT,
    home_phone TEXT,
    home_phone_extension TEXT,
    home_phone_typed TEXT,
    home_fax TEXT,
    home_fax_extension TEXT,
    home_fax_typed TEXT,
    mobile TEXT,
    email TEXT,
    employer_name TEXT,
    employer_name_record INTEGER,
    job_title TEXT,
    employer_address TEXT,
    employer_address_code TEXT,
    employer_phone TEXT,
    employer_phone_extension TEXT,
    employer_phone_typed TEXT,
    employer_fax TEXT,
    employer_fax_extension TEXT,
    employer_fax_typed TEXT,
    highest_degree TEXT,
    major TEXT,
    school_clubs TEXT,
    school_favourite_sport TEXT,
    current_title TEXT,
    attitude_employer INTEGER,
    attitude_employer_words TEXT,
    attitude_career INTEGER,
    attitude_career_words TEXT,
    marital_status TEXT,
    wedding_anniversary TEXT,
    wedding_anniversary_typed TEXT,
    wedding_anniversary_on TEXT,
    anniversary_celebration TEXT,
    spouse_name TEXT,
    spouse_birthday TEXT,
    spouse_birthday_typed TEXT,
    spouse_birthday_on TEXT,
    spouse_blood_type TEXT,
    spouse_education TEXT,
    spouse_interests TEXT,
    has_children INTEGER,
    has_children_word TEXT,
    view_marriage INTEGER,
    view_marriage_words TEXT,
    view_child_education INTEGER,
    view_child_education_words TEXT,
    drinks INTEGER,
    drinks_word TEXT,
    drink_kinds TEXT,
    drink_amount TEXT,
    drink_amount_unit TEXT,
    view_drinking INTEGER,
    view_drinking_words TEXT,
    smokes INTEGER,
    smokes_word TEXT,
    smoke_kinds TEXT,
    smoke_amount TEXT,
    smoke_amount_unit TEXT,
    view_smoking INTEGER,
    view_smoking_words TEXT,
    dining_places TEXT,
    favourite_dishes TEXT,
    attitude_life INTEGER,
    attitude_life_words TEXT,
    motto TEXT,
    leisure_habits TEXT,
    holiday_habits TEXT,
    favourite_sports TEXT,
    favourite_topics TEXT,
    favourite_media TEXT,
    political_activity INTEGER,
    political_activity_word TEXT,
    book_genres TEXT,
    stubborn INTEGER,
    stubborn_words TEXT,
    values_opinions INTEGER,
    values_opinions_words TEXT,
    manner TEXT,
    relatives_getting_on INTEGER,
    relatives_getting_on_words TEXT,
    closest_relative TEXT,
    closest_relative_record INTEGER,
    friends_getting_on INTEGER,
    friends_getting_on_words TEXT,
    closest_friend TEXT,
    closest_friend_record INTEGER,
    neighbours_getting_on INTEGER,
    neighbours_getting_on_words TEXT,
    closest_neighbour TEXT,
    closest_neighbour_record INTEGER,
    view_relationships INTEGER,
    view_relationships_words TEXT,
    sex TEXT,
    form_of_address TEXT,
    wechat TEXT,
    joined_on TEXT,
    joined_on_typed TEXT,
    joined_on_on TEXT,
    acquisition_channel TEXT,
    referral_by TEXT,
    referral_by_record INTEGER,
    drawn_by TEXT,
    consent INTEGER,
    consent_word TEXT,
    contact_stop TEXT,
    region_code TEXT,
    deceased INTEGER,
    deceased_word TEXT,
    CONSTRAINT pk_individual PRIMARY KEY (id),
    CONSTRAINT fk_individual_id FOREIGN KEY(id) REFERENCES customer (id) ON DELETE CASCADE
);

CREATE INDEX ix_individual_drawn ON individual (id, drawn_by) WHERE drawn_by IS NOT NULL;

CREATE INDEX ix_individual_traits ON individual (id, sex, birth_date_on, birth_date, home_address_code, region_code, home_address, current_title, job_title, acquisition_channel);

CREATE TABLE individual_text (
    id INTEGER NOT NULL,
    main_courses TEXT,
    school_awards TEXT,
    career_goal_long TEXT,
    career_goal_mid TEXT,
    proudest_achievement TEXT,
    life_goal_mid TEXT,
    life_goal_long TEXT,
    past_clubs TEXT,
    current_clubs TEXT,
    taboos TEXT,
    matters_valued TEXT,
    personality_self TEXT,
    personality_family TEXT,
    personality_friends TEXT,
    personality_colleagues TEXT,
    relatives TEXT,
    friends TEXT,
    neighbours TEXT,
    note TEXT,
    CONSTRAINT pk_individual_text PRIMARY KEY (id),
    CONSTRAINT fk_individual_text_id FOREIGN KEY(id) REFERENCES customer (id) ON DELETE CASCADE
);

CREATE TABLE known_silence (
    id INTEGER NOT NULL PRIMARY KEY AUTOINCREMENT,
    customer_id INTEGER NOT NULL,
    reason TEXT NOT NULL,
    until DATE,
    said_on DATE NOT NULL,
    said_time TEXT,
    who TEXT,
    CONSTRAINT fk_known_silence_customer_id FOREIGN KEY(customer_id) REFERENCES customer (id) ON DELETE CASCADE
);

CREATE INDEX known_silence_of_customer ON known_silence (customer_id, said_on);

CREATE TABLE mailing_stop (
    id INTEGER NOT NULL PRIMARY KEY AUTOINCREMENT,
    customer_id INTEGER NOT NULL,
    since DATE NOT NULL,
    since_time TEXT,
    who TEXT,
    CONSTRAINT fk_mailing_stop_customer_id FOREIGN KEY(customer_id) REFERENCES customer (id) ON DELETE CASCADE
);

CREATE INDEX mailing_stop_of_customer ON mailing_stop (customer_id, since);

CREATE TABLE not_household (
    id INTEGER NOT NULL PRIMARY KEY AUTOINCREMENT,
    customer_id INTEGER NOT NULL,
    other_id INTEGER,
    CONSTRAINT not_household_once UNIQUE (customer_id, other_id),
    CONSTRAINT fk_not_household_customer_id FOREIGN KEY(customer_id) REFERENCES customer (id) ON DELETE CASCADE,
    CONSTRAINT fk_not_household_other_id FOREIGN KEY(other_id) REFERENCES customer (id) ON DELETE SET NULL
);

CREATE INDEX not_household_other ON not_household (other_id);

CREATE TABLE not_same (
    id INTEGER NOT NULL PRIMARY KEY AUTOINCREMENT,
    customer_id INTEGER NOT NULL,
    other_id INTEGER NOT NULL,
    CONSTRAINT fk_not_same_customer_id FOREIGN KEY(customer_id) REFERENCES customer (id) ON DELETE CASCADE
);

CREATE UNIQUE INDEX not_same_pair ON not_same (customer_id, other_id);

CREATE TABLE note (
    id INTEGER NOT NULL PRIMARY KEY AUTOINCREMENT,
    customer_id INTEGER NOT NULL,
    kind TEXT NOT NULL,
    text TEXT NOT NULL,
    at_day DATE NOT NULL,
    at_time TEXT,
    source TEXT,
    who TEXT,
    CONSTRAINT ck_note_note_kind CHECK (kind IN ('preference', 'avoid', 'note')),
    CONSTRAINT fk_note_customer_id FOREIGN KEY(customer_id) REFERENCES customer (id) ON DELETE CASCADE
);

CREATE INDEX note_of_customer ON note (customer_id, at_day);

CREATE TABLE occasion (
    customer_id INTEGER NOT NULL,
    kind TEXT NOT NULL,
    row_id INTEGER DEFAULT '0' NOT NULL,
    calendar TEXT NOT NULL,
    month INTEGER NOT NULL,
    day INTEGER NOT NULL,
    leap INTEGER DEFAULT '0' NOT NULL,
    CONSTRAINT pk_occasion PRIMARY KEY (customer_id, kind, row_id),
    CONSTRAINT ck_occasion_occasion_calendar CHECK (calendar IN ('solar', 'lunar')),
    CONSTRAINT fk_occasion_customer_id FOREIGN KEY(customer_id) REFERENCES customer (id) ON DELETE CASCADE
)
 WITHOUT ROWID;

CREATE INDEX occasion_by_day ON occasion (calendar, month, day, leap, kind, customer_id, row_id);

CREATE TABLE own_value (
    id INTEGER NOT NULL PRIMARY KEY AUTOINCREMENT,
    customer_id INTEGER NOT NULL,
    field_id INTEGER NOT NULL,
    value TEXT,
    CONSTRAINT fk_own_value_customer_id FOREIGN KEY(customer_id) REFERENCES customer (id) ON DELETE CASCADE
);

CREATE UNIQUE INDEX own_value_of_customer ON own_value (customer_id, field_id);

CREATE INDEX own_value_of_field ON own_value (field_id, customer_id);

CREATE TABLE past_credit_problems (
    id INTEGER NOT NULL PRIMARY KEY AUTOINCREMENT,
    customer_id INTEGER NOT NULL,
    position INTEGER DEFAULT '0' NOT NULL,
    past_credit_problems_on TEXT,
    past_credit_problems_on_typed TEXT,
    past_credit_problems_on_on TEXT,
    past_credit_problems TEXT,
    CONSTRAINT fk_past_credit_problems_customer_id FOREIGN KEY(customer_id) REFERENCES customer (id) ON DELETE CASCADE
);

CREATE INDEX past_credit_problems_of_customer ON past_credit_problems (customer_id, position);

CREATE TABLE past_job (
    id INTEGER NOT NULL PRIMARY KEY AUTOINCREMENT,
    customer_id INTEGER NOT NULL,
    position INTEGER DEFAULT '0' NOT NULL,
    past_job_situation TEXT,
    past_job_employer TEXT,
    past_job_place TEXT,
    past_job_place_code TEXT,
    past_job_title TEXT,
    CONSTRAINT fk_past_job_customer_id FOREIGN KEY(customer_id) REFERENCES customer (id) ON DELETE CASCADE
);

CREATE INDEX past_job_of_customer ON past_job (customer_id, position);

CREATE TABLE payment_received (
    id INTEGER NOT NULL PRIMARY KEY AUTOINCREMENT,
    customer_id INTEGER,
    received_day INTEGER NOT NULL,
    amount INTEGER NOT NULL,
    payment TEXT,
    note TEXT,
    CONSTRAINT fk_payment_received_customer_id FOREIGN KEY(customer_id) REFERENCES customer (id) ON DELETE SET NULL
);

CREATE INDEX ix_payment_received_customer ON payment_received (customer_id, received_day);

CREATE TABLE person (
    id INTEGER NOT NULL PRIMARY KEY AUTOINCREMENT,
    customer_id INTEGER NOT NULL,
    position INTEGER DEFAULT '0' NOT NULL,
    person_role TEXT,
    person_name TEXT,
    person_birthday TEXT,
    person_birthday_typed TEXT,
    person_birthday_on TEXT,
    person_age INTEGER,
    person_age_told_in INTEGER,
    person_education TEXT,
    person_personality TEXT,
    person_interests TEXT,
    person_hobbies TEXT,
    person_family TEXT,
    person_ability INTEGER,
    person_ability_words TEXT,
    person_quality INTEGER,
    person_quality_words TEXT,
    CONSTRAINT fk_person_customer_id FOREIGN KEY(customer_id) REFERENCES customer (id) ON DELETE CASCADE
);

CREATE INDEX person_of_customer ON person (customer_id, position);

CREATE TABLE privilege_given (
    id INTEGER NOT NULL PRIMARY KEY AUTOINCREMENT,
    customer_id INTEGER NOT NULL,
    privilege_id INTEGER,
    at_day DATE NOT NULL,
    at_time TEXT,
    ended_on DATE,
    note TEXT,
    who TEXT,
    CONSTRAINT fk_privilege_given_customer_id FOREIGN KEY(customer_id) REFERENCES customer (id) ON DELETE CASCADE,
    CONSTRAINT fk_privilege_given_privilege_id FOREIGN KEY(privilege_id) REFERENCES privilege (id) ON DELETE SET NULL
);

CREATE INDEX privilege_given_of_customer ON privilege_given (customer_id, at_day);

CREATE INDEX privilege_given_of_privilege ON privilege_given (privilege_id);

CREATE TABLE promise (
    id INTEGER NOT NULL PRIMARY KEY AUTOINCREMENT,
    customer_id INTEGER NOT NULL,
    what TEXT NOT NULL,
    to_whom TEXT,
    due_on DATE,
    made_on DATE NOT NULL,
    made_time TEXT,
    state TEXT DEFAULT 'open' NOT NULL,
    settled_on DATE,
    word TEXT,
    who TEXT,
    CONSTRAINT ck_promise_promise_state CHECK (state IN ('open', 'kept', 'broken')),
    CONSTRAINT fk_promise_customer_id FOREIGN KEY(customer_id) REFERENCES customer (id) ON DELETE CASCADE
);

CREATE INDEX promise_by_state ON promise (state, due_on);

CREATE INDEX promise_of_customer ON promise (customer_id, made_on);

CREATE INDEX promise_settled ON promise (settled_on) WHERE settled_on IS NOT NULL;

CREATE TABLE purchase (
    id INTEGER NOT NULL PRIMARY KEY AUTOINCREMENT,
    number TEXT,
    number_key TEXT,
    customer_id INTEGER,
    customer_number TEXT,
    customer_key TEXT,
    bought_day INTEGER NOT NULL,
    bought_time TEXT,
    kind TEXT DEFAULT 'sale' NOT NULL,
    amount INTEGER NOT NULL,
    original_number TEXT,
    original_key TEXT,
    original_id INTEGER,
    reverses_id INTEGER,
    payment TEXT,
    channel TEXT,
    clerk TEXT,
    promised_day INTEGER,
    delivered_day INTEGER,
    note TEXT,
    batch_id INTEGER,
    counted INTEGER DEFAULT 0 NOT NULL,
    net INTEGER DEFAULT 0 NOT NULL,
    CONSTRAINT fk_purchase_customer_id FOREIGN KEY(customer_id) REFERENCES customer (id) ON DELETE SET NULL,
    CONSTRAINT fk_purchase_original_id FOREIGN KEY(original_id) REFERENCES purchase (id) ON DELETE SET NULL,
    CONSTRAINT fk_purchase_reverses_id FOREIGN KEY(reverses_id) REFERENCES purchase (id) ON DELETE SET NULL
);

CREATE INDEX ix_purchase_batch ON purchase (batch_id) WHERE batch_id IS NOT NULL;

CREATE INDEX ix_purchase_channel ON purchase (customer_id, channel, counted, bought_day) WHERE channel IS NOT NULL;

CREATE INDEX ix_purchase_customer ON purchase (customer_id, bought_day, counted, net);

CREATE INDEX ix_purchase_lowered ON purchase (customer_id, bought_day, counted, net, amount, kind, original_id) WHERE net != amount AND original_id IS NULL;

CREATE INDEX ix_purchase_original ON purchase (original_id, bought_day, amount, kind, reverses_id) WHERE original_id IS NOT NULL;

CREATE INDEX ix_purchase_promised ON purchase (promised_day, delivered_day) WHERE promised_day IS NOT NULL;

CREATE INDEX ix_purchase_reverses ON purchase (reverses_id) WHERE reverses_id IS NOT NULL;

CREATE INDEX ix_purchase_unknown ON purchase (customer_key) WHERE customer_id IS NULL AND customer_key IS NOT NULL;

CREATE INDEX ix_purchase_unlinked ON purchase (original_key) WHERE original_id IS NULL AND original_key IS NOT NULL;

CREATE INDEX ix_purchase_window ON purchase (bought_day, customer_id, counted, net);

CREATE UNIQUE INDEX ux_purchase_number_key ON purchase (number_key);

CREATE TABLE purchase_plan (
    id INTEGER NOT NULL PRIMARY KEY AUTOINCREMENT,
    customer_id INTEGER NOT NULL,
    what TEXT NOT NULL,
    amount INTEGER,
    level TEXT,
    due_on DATE,
    chance INTEGER,
    chance_words TEXT,
    made_on DATE NOT NULL,
    made_time TEXT,
    state TEXT DEFAULT 'open' NOT NULL,
    settled_on DATE,
    lost_where TEXT,
    lost_why TEXT,
    who TEXT,
    CONSTRAINT ck_purchase_plan_plan_level CHECK (level IS NULL OR level IN ('high', 'low')),
    CONSTRAINT ck_purchase_plan_plan_state CHECK (state IN ('open', 'bought', 'lost')),
    CONSTRAINT ck_purchase_plan_plan_chance CHECK (chance IS NULL OR chance BETWEEN 0 AND 100),
    CONSTRAINT fk_purchase_plan_customer_id FOREIGN KEY(customer_id) REFERENCES customer (id) ON DELETE CASCADE
);

CREATE INDEX purchase_plan_of_customer ON purchase_plan (customer_id, made_on);

CREATE TABLE purchase_summary (
    customer_id INTEGER NOT NULL,
    purchases INTEGER NOT NULL,
    purchase_days INTEGER NOT NULL,
    revenue INTEGER NOT NULL,
    first_day INTEGER NOT NULL,
    last_day INTEGER NOT NULL,
    CONSTRAINT pk_purchase_summary PRIMARY KEY (customer_id),
    CONSTRAINT fk_purchase_summary_customer_id FOREIGN KEY(customer_id) REFERENCES customer (id) ON DELETE CASCADE
);

CREATE TABLE rad_move (
    id INTEGER NOT NULL PRIMARY KEY AUTOINCREMENT,
    customer_id INTEGER NOT NULL,
    at_day DATE NOT NULL,
    at_time TEXT,
    was TEXT,
    became TEXT,
    cause TEXT NOT NULL,
    who TEXT,
    CONSTRAINT ck_rad_move_rad_move_cause CHECK (cause IN ('share', 'plan')),
    CONSTRAINT fk_rad_move_customer_id FOREIGN KEY(customer_id) REFERENCES customer (id) ON DELETE CASCADE
);

CREATE INDEX rad_move_of_customer ON rad_move (customer_id, id);

CREATE TABLE relative (
    id INTEGER NOT NULL PRIMARY KEY AUTOINCREMENT,
    customer_id INTEGER NOT NULL,
    name TEXT NOT NULL,
    relation TEXT,
    phone TEXT,
    phone_extension TEXT,
    phone_typed TEXT,
    birthday TEXT,
    birthday_typed TEXT,
    birthday_on TEXT,
    note TEXT,
    CONSTRAINT fk_relative_customer_id FOREIGN KEY(customer_id) REFERENCES customer (id) ON DELETE CASCADE
);

CREATE INDEX relative_of_customer ON relative (customer_id);

CREATE TABLE reminder_mark (
    id INTEGER NOT NULL PRIMARY KEY AUTOINCREMENT,
    customer_id INTEGER NOT NULL,
    kind TEXT NOT NULL,
    row_id INTEGER DEFAULT '0' NOT NULL,
    occurs_on DATE NOT NULL,
    state TEXT NOT NULL,
    word TEXT,
    until DATE,
    marked_at VARCHAR,
    CONSTRAINT mark_of_occurrence UNIQUE (customer_id, kind, row_id, occurs_on),
    CONSTRAINT ck_reminder_mark_mark_state CHECK (state IN ('done', 'snoozed', 'skipped')),
    CONSTRAINT fk_reminder_mark_customer_id FOREIGN KEY(customer_id) REFERENCES customer (id) ON DELETE CASCADE
);

CREATE INDEX mark_by_day ON reminder_mark (occurs_on);

CREATE INDEX mark_by_until ON reminder_mark (until);

CREATE TABLE sales_performance (
    id INTEGER NOT NULL PRIMARY KEY AUTOINCREMENT,
    customer_id INTEGER NOT NULL,
    position INTEGER DEFAULT '0' NOT NULL,
    sales_performance_year INTEGER,
    sales_performance TEXT,
    sales_performance_low INTEGER,
    sales_performance_high INTEGER,
    sales_performance_period TEXT,
    CONSTRAINT fk_sales_performance_customer_id FOREIGN KEY(customer_id) REFERENCES customer (id) ON DELETE CASCADE
);

CREATE INDEX sales_performance_of_customer ON sales_performance (customer_id, position);

CREATE TABLE search_text (
    id INTEGER NOT NULL,
    terms TEXT NOT NULL,
    in_bulk INTEGER DEFAULT '0' NOT NULL,
    CONSTRAINT pk_search_text PRIMARY KEY (id),
    CONSTRAINT fk_search_text_id FOREIGN KEY(id) REFERENCES customer (id) ON DELETE CASCADE
);

CREATE TABLE segment_member (
    id INTEGER NOT NULL PRIMARY KEY AUTOINCREMENT,
    segment_id INTEGER NOT NULL,
    customer_id INTEGER NOT NULL,
    CONSTRAINT fk_segment_member_segment_id FOREIGN KEY(segment_id) REFERENCES segment (id) ON DELETE CASCADE,
    CONSTRAINT fk_segment_member_customer_id FOREIGN KEY(customer_id) REFERENCES customer (id)
);

CREATE INDEX segment_member_by_customer ON segment_member (customer_id);

CREATE UNIQUE INDEX segment_member_of ON segment_member (segment_id, customer_id);

CREATE TABLE sensitive (
    id INTEGER NOT NULL PRIMARY KEY AUTOINCREMENT,
    customer_id INTEGER NOT NULL,
    seal TEXT NOT NULL,
    filled TEXT DEFAULT '' NOT NULL,
    body BLOB,
    CONSTRAINT fk_sensitive_customer_id FOREIGN KEY(customer_id) REFERENCES customer (id) ON DELETE CASCADE
);

CREATE UNIQUE INDEX sensitive_of_customer ON sensitive (customer_id, seal);

CREATE TABLE stand_in (
    id INTEGER NOT NULL PRIMARY KEY AUTOINCREMENT,
    customer_id INTEGER NOT NULL,
    other_id INTEGER,
    place TEXT NOT NULL,
    row_id INTEGER DEFAULT '0' NOT NULL,
    CONSTRAINT stand_in_of_entry UNIQUE (customer_id, place, row_id),
    CONSTRAINT ck_stand_in_stand_in_place CHECK (place IN ('spouse', 'child', 'person')),
    CONSTRAINT fk_stand_in_customer_id FOREIGN KEY(customer_id) REFERENCES customer (id) ON DELETE CASCADE,
    CONSTRAINT fk_stand_in_other_id FOREIGN KEY(other_id) REFERENCES customer (id) ON DELETE SET NULL
);

CREATE INDEX stand_in_other ON stand_in (other_id);

CREATE TABLE star (
    id INTEGER NOT NULL PRIMARY KEY AUTOINCREMENT,
    customer_id INTEGER NOT NULL,
    starred_at VARCHAR NOT NULL,
    CONSTRAINT fk_star_customer_id FOREIGN KEY(customer_id) REFERENCES customer (id) ON DELETE CASCADE
);

CREATE UNIQUE INDEX star_of_customer ON star (customer_id);

CREATE TABLE study (
    id INTEGER NOT NULL PRIMARY KEY AUTOINCREMENT,
    customer_id INTEGER NOT NULL,
    position INTEGER DEFAULT '0' NOT NULL,
    study_stage TEXT,
    study_start TEXT,
    study_start_typed TEXT,
    study_start_on TEXT,
    study_end TEXT,
    study_end_typed TEXT,
    study_end_on TEXT,
    CONSTRAINT fk_study_customer_id FOREIGN KEY(customer_id) REFERENCES customer (id) ON DELETE CASCADE
);

CREATE INDEX study_of_customer ON study (customer_id, position);

CREATE TABLE survey_version (
    id INTEGER NOT NULL PRIMARY KEY AUTOINCREMENT,
    survey_id INTEGER NOT NULL,
    number INTEGER NOT NULL,
    made_on DATE NOT NULL,
    CONSTRAINT fk_survey_version_survey_id FOREIGN KEY(survey_id) REFERENCES survey (id) ON DELETE CASCADE
);

CREATE UNIQUE INDEX ux_survey_version ON survey_version (survey_id, number);

CREATE TABLE tier_given (
    id INTEGER NOT NULL PRIMARY KEY AUTOINCREMENT,
    customer_id INTEGER NOT NULL,
    tier TEXT,
    reason TEXT,
    at_day DATE NOT NULL,
    at_time TEXT,
    who TEXT,
    CONSTRAINT ck_tier_given_tier_level CHECK (tier IS NULL OR tier IN ('good', 'fair', 'poor')),
    CONSTRAINT fk_tier_given_customer_id FOREIGN KEY(customer_id) REFERENCES customer (id) ON DELETE CASCADE
);

CREATE INDEX tier_given_of_customer ON tier_given (customer_id, at_day);

CREATE TABLE touch (
    id INTEGER NOT NULL PRIMARY KEY AUTOINCREMENT,
    customer_id INTEGER NOT NULL,
    kind TEXT NOT NULL,
    at_day DATE NOT NULL,
    at_time TEXT,
    way TEXT NOT NULL,
    direction TEXT NOT NULL,
    topic TEXT,
    outcome TEXT,
    same_as_others TEXT,
    unlike_others TEXT,
    next_step TEXT,
    next_due DATE,
    next_done_on DATE,
    who TEXT,
    mass INTEGER DEFAULT '0' NOT NULL,
    CONSTRAINT ck_touch_touch_kind CHECK (kind IN ('contact', 'visit')),
    CONSTRAINT ck_touch_touch_direction CHECK (direction IN ('in', 'out')),
    CONSTRAINT fk_touch_customer_id FOREIGN KEY(customer_id) REFERENCES customer (id) ON DELETE CASCADE
);

CREATE INDEX touch_of_customer ON touch (customer_id, at_day);

CREATE INDEX touch_step_open ON touch (next_due) WHERE next_due IS NOT NULL;

CREATE TABLE wallet_estimate (
    id INTEGER NOT NULL PRIMARY KEY AUTOINCREMENT,
    customer_id INTEGER NOT NULL,
    category TEXT,
    category_key TEXT,
    ours INTEGER,
    counted_from DATE,
    counted_to DATE,
    total INTEGER,
    made_by TEXT NOT NULL,
    rank INTEGER,
    shops INTEGER,
    at_day DATE NOT NULL,
    at_time TEXT,
    source TEXT,
    note TEXT,
    who TEXT,
    CONSTRAINT ck_wallet_estimate_wallet_made_by CHECK (made_by IN ('said', 'guess', 'rank', 'document')),
    CONSTRAINT ck_wallet_estimate_wallet_total CHECK (total IS NULL OR total >= 0),
    CONSTRAINT ck_wallet_estimate_wallet_rank_of_shops CHECK ((rank IS NULL) = (shops IS NULL)),
    CONSTRAINT fk_wallet_estimate_customer_id FOREIGN KEY(customer_id) REFERENCES customer (id) ON DELETE CASCADE
);

CREATE INDEX wallet_estimate_of_category ON wallet_estimate (category_key) WHERE category_key IS NOT NULL;

CREATE INDEX wallet_estimate_of_customer ON wallet_estimate (customer_id, at_day);

CREATE TABLE win_back (
    id INTEGER NOT NULL PRIMARY KEY AUTOINCREMENT,
    customer_id INTEGER NOT NULL,
    way TEXT NOT NULL,
    "plan" TEXT,
    planned_on DATE NOT NULL,
    planned_time TEXT,
    due_on DATE,
    done_on DATE,
    outcome TEXT,
    failed_on DATE,
    who TEXT,
    CONSTRAINT ck_win_back_win_back_way CHECK (way IN ('call', 'visit', 'letter', 'offer')),
    CONSTRAINT ck_win_back_win_back_failed_when_done CHECK (failed_on IS NULL OR done_on IS NOT NULL),
    CONSTRAINT fk_win_back_customer_id FOREIGN KEY(customer_id) REFERENCES customer (id) ON DELETE CASCADE
);

CREATE INDEX win_back_done ON win_back (done_on) WHERE done_on IS NOT NULL;

CREATE INDEX win_back_of_customer ON win_back (customer_id, planned_on);

CREATE INDEX win_back_open ON win_back (due_on) WHERE done_on IS NULL;

CREATE TABLE complaint (
    id INTEGER NOT NULL PRIMARY KEY AUTOINCREMENT,
    customer_id INTEGER,
    customer_number TEXT,
    customer_key TEXT,
    person TEXT,
    received_at VARCHAR NOT NULL,
    received_day INTEGER NOT NULL,
    channel TEXT,
    category_id INTEGER,
    purchase_id INTEGER,
    product_id INTEGER,
    item TEXT,
    severity TEXT DEFAULT 'normal' NOT NULL,
    words TEXT DEFAULT '' NOT NULL,
    wish TEXT,
    promised TEXT,
    promised_at VARCHAR,
    owner TEXT,
    escalated_to TEXT,
    cause_id INTEGER,
    cause_words TEXT,
    remedy TEXT,
    compensation TEXT,
    apology INTEGER,
    cost INTEGER,
    follow_up_on DATE,
    followed_up_on DATE,
    satisfaction INTEGER,
    batch_id INTEGER,
    import_key TEXT,
    reopened_once INTEGER DEFAULT '0' NOT NULL,
    stage TEXT DEFAULT 'new' NOT NULL,
    acknowledged_at VARCHAR,
    answered_at VARCHAR,
    settled_at VARCHAR,
    confirmed INTEGER,
    reopened INTEGER DEFAULT '0' NOT NULL,
    escalated_at VARCHAR,
    answered_minutes INTEGER,
    answered_open_minutes INTEGER,
    settled_minutes INTEGER,
    settled_open_minutes INTEGER,
    CONSTRAINT ck_complaint_complaint_severity CHECK (severity IN ('safety', 'severe', 'normal', 'light')),
    CONSTRAINT ck_complaint_complaint_stage CHECK (stage IN ('new', 'checking', 'offered', 'waiting', 'closed')),
    CONSTRAINT fk_complaint_customer_id FOREIGN KEY(customer_id) REFERENCES customer (id) ON DELETE SET NULL,
    CONSTRAINT fk_complaint_category_id FOREIGN KEY(category_id) REFERENCES complaint_category (id) ON DELETE SET NULL,
    CONSTRAINT fk_complaint_purchase_id FOREIGN KEY(purchase_id) REFERENCES purchase (id) ON DELETE SET NULL,
    CONSTRAINT fk_complaint_product_id FOREIGN KEY(product_id) REFERENCES product (id) ON DELETE SET NULL,
    CONSTRAINT fk_complaint_cause_id FOREIGN KEY(cause_id) REFERENCES complaint_cause (id) ON DELETE SET NULL
);

CREATE INDEX ix_complaint_customer ON complaint (customer_id, received_day);

CREATE INDEX ix_complaint_day ON complaint (received_day);

CREATE INDEX ix_complaint_open ON complaint (stage, severity, received_at, acknowledged_at, answered_at, promised_at, customer_id, escalated_to, escalated_at, reopened) WHERE settled_at IS NULL;

CREATE INDEX ix_complaint_passed_on ON complaint (escalated_to, received_day) WHERE escalated_to IS NOT NULL;

CREATE INDEX ix_complaint_settled ON complaint (settled_at, customer_id) WHERE settled_at IS NOT NULL;

CREATE INDEX ix_complaint_unknown ON complaint (customer_key) WHERE customer_id IS NULL AND customer_key IS NOT NULL;

CREATE UNIQUE INDEX ux_complaint_import ON complaint (import_key);

CREATE TABLE history (
    id INTEGER NOT NULL PRIMARY KEY AUTOINCREMENT,
    act_id INTEGER NOT NULL,
    table_name VARCHAR NOT NULL,
    row_id INTEGER NOT NULL,
    record_table VARCHAR NOT NULL,
    record_id INTEGER NOT NULL,
    kind VARCHAR NOT NULL,
    column_name VARCHAR,
    old BLOB,
    new BLOB,
    inverse BOOLEAN NOT NULL,
    undone_by INTEGER,
    CONSTRAINT fk_history_act_id FOREIGN KEY(act_id) REFERENCES act (id)
);

CREATE INDEX ix_history_act_id ON history (act_id);

CREATE INDEX ix_history_record ON history (record_table, record_id);

CREATE TABLE purchase_line (
    id INTEGER NOT NULL PRIMARY KEY AUTOINCREMENT,
    purchase_id INTEGER NOT NULL,
    position INTEGER NOT NULL,
    item TEXT,
    category TEXT,
    quantity INTEGER,
    unit TEXT,
    price INTEGER,
    amount INTEGER NOT NULL,
    note TEXT,
    product_id INTEGER,
    discount INTEGER,
    gift INTEGER,
    serial TEXT,
    serial_key TEXT,
    original_position INTEGER,
    CONSTRAINT fk_purchase_line_purchase_id FOREIGN KEY(purchase_id) REFERENCES purchase (id) ON DELETE CASCADE,
    CONSTRAINT fk_purchase_line_product_id FOREIGN KEY(product_id) REFERENCES product (id) ON DELETE SET NULL
);

CREATE INDEX ix_purchase_line_product ON purchase_line (product_id) WHERE product_id IS NOT NULL;

CREATE INDEX ix_purchase_line_purchase ON purchase_line (purchase_id, position, quantity, unit, gift);

CREATE INDEX ix_purchase_line_serial ON purchase_line (serial_key) WHERE serial_key IS NOT NULL;

CREATE TABLE survey_item (
    id INTEGER NOT NULL PRIMARY KEY AUTOINCREMENT,
    version_id INTEGER NOT NULL,
    "key" TEXT NOT NULL,
    position INTEGER NOT NULL,
    kind TEXT NOT NULL,
    role TEXT DEFAULT 'item' NOT NULL,
    group_key TEXT,
    words TEXT NOT NULL,
    words_en TEXT,
    low INTEGER,
    high INTEGER,
    choices TEXT,
    weight INTEGER,
    CONSTRAINT fk_survey_item_version_id FOREIGN KEY(version_id) REFERENCES survey_version (id) ON DELETE CASCADE
);

CREATE UNIQUE INDEX ux_survey_item ON survey_item (version_id, "key");

CREATE TABLE survey_wave (
    id INTEGER NOT NULL PRIMARY KEY AUTOINCREMENT,
    survey_id INTEGER NOT NULL,
    version_id INTEGER NOT NULL,
    name TEXT NOT NULL,
    name_key TEXT NOT NULL,
    first_on DATE NOT NULL,
    last_on DATE,
    position INTEGER NOT NULL,
    CONSTRAINT fk_survey_wave_survey_id FOREIGN KEY(survey_id) REFERENCES survey (id) ON DELETE CASCADE,
    CONSTRAINT fk_survey_wave_version_id FOREIGN KEY(version_id) REFERENCES survey_version (id) ON DELETE CASCADE
);

CREATE UNIQUE INDEX ux_survey_wave ON survey_wave (survey_id, name_key);

CREATE TABLE complaint_step (
    id INTEGER NOT NULL PRIMARY KEY AUTOINCREMENT,
    complaint_id INTEGER NOT NULL,
    kind TEXT NOT NULL,
    at VARCHAR NOT NULL,
    who TEXT,
    words TEXT,
    CONSTRAINT fk_complaint_step_complaint_id FOREIGN KEY(complaint_id) REFERENCES complaint (id) ON DELETE CASCADE
);

CREATE INDEX ix_complaint_step ON complaint_step (complaint_id, at);

CREATE TABLE survey_action (
    id INTEGER NOT NULL PRIMARY KEY AUTOINCREMENT,
    survey_id INTEGER NOT NULL,
    wave_id INTEGER,
    item_key TEXT,
    gap INTEGER,
    what TEXT NOT NULL,
    owner TEXT,
    due_on DATE,
    done_on DATE,
    result TEXT,
    CONSTRAINT fk_survey_action_survey_id FOREIGN KEY(survey_id) REFERENCES survey (id) ON DELETE CASCADE,
    CONSTRAINT fk_survey_action_wave_id FOREIGN KEY(wave_id) REFERENCES survey_wave (id) ON DELETE SET NULL
);

CREATE INDEX ix_survey_action_open ON survey_action (due_on) WHERE done_on IS NULL;

CREATE TABLE survey_invitation (
    id INTEGER NOT NULL PRIMARY KEY AUTOINCREMENT,
    wave_id INTEGER NOT NULL,
    customer_id INTEGER NOT NULL,
    asked_on DATE NOT NULL,
    why TEXT NOT NULL,
    complaint_id INTEGER,
    answered_on DATE,
    declined_on DATE,
    CONSTRAINT fk_survey_invitation_wave_id FOREIGN KEY(wave_id) REFERENCES survey_wave (id) ON DELETE CASCADE,
    CONSTRAINT fk_survey_invitation_customer_id FOREIGN KEY(customer_id) REFERENCES customer (id) ON DELETE CASCADE,
    CONSTRAINT fk_survey_invitation_complaint_id FOREIGN KEY(complaint_id) REFERENCES complaint (id) ON DELETE SET NULL
);

CREATE INDEX ix_survey_invitation_customer ON survey_invitation (customer_id, asked_on);

CREATE INDEX ix_survey_invitation_wave ON survey_invitation (wave_id);

CREATE TABLE survey_response (
    id INTEGER NOT NULL PRIMARY KEY AUTOINCREMENT,
    wave_id INTEGER NOT NULL,
    number TEXT,
    number_key TEXT,
    customer_id INTEGER,
    customer_number TEXT,
    customer_key TEXT,
    way TEXT NOT NULL,
    filled_on DATE,
    entered_at VARCHAR,
    finished INTEGER DEFAULT '1' NOT NULL,
    complaint_id INTEGER,
    batch_id INTEGER,
    CONSTRAINT fk_survey_response_wave_id FOREIGN KEY(wave_id) REFERENCES survey_wave (id) ON DELETE RESTRICT,
    CONSTRAINT fk_survey_response_customer_id FOREIGN KEY(customer_id) REFERENCES customer (id) ON DELETE SET NULL,
    CONSTRAINT fk_survey_response_complaint_id FOREIGN KEY(complaint_id) REFERENCES complaint (id) ON DELETE SET NULL
);

CREATE INDEX ix_survey_response_customer ON survey_response (customer_id, wave_id);

CREATE INDEX ix_survey_response_unknown ON survey_response (customer_key) WHERE customer_id IS NULL AND customer_key IS NOT NULL;

CREATE INDEX ix_survey_response_wave ON survey_response (wave_id, finished);

CREATE UNIQUE INDEX ux_survey_response_number ON survey_response (wave_id, number_key);

CREATE TABLE survey_answer (
    id INTEGER NOT NULL PRIMARY KEY AUTOINCREMENT,
    response_id INTEGER NOT NULL,
    wave_id INTEGER NOT NULL,
    item_id INTEGER NOT NULL,
    half TEXT DEFAULT 'only' NOT NULL,
    value INTEGER,
    words TEXT,
    became TEXT,
    CONSTRAINT fk_survey_answer_response_id FOREIGN KEY(response_id) REFERENCES survey_response (id) ON DELETE CASCADE,
    CONSTRAINT fk_survey_answer_item_id FOREIGN KEY(item_id) REFERENCES survey_item (id) ON DELETE RESTRICT
);

CREATE INDEX ix_survey_answer_count ON survey_answer (wave_id, item_id, half, value, response_id);

CREATE INDEX ix_survey_answer_remark ON survey_answer (became) WHERE words IS NOT NULL;

CREATE UNIQUE INDEX ux_survey_answer ON survey_answer (response_id, item_id, half);

-- What SQLAlchemy's metadata cannot say: the search index and the triggers that keep it.
-- The tokens are cut by store/segmentation.py; triggers only copy. No positions, no sizes:
-- a query looks tokens up and never asks for phrases.
CREATE VIRTUAL TABLE search_index USING fts5(
    terms, content='search_text', content_rowid='id',
    tokenize='ascii', detail='none', columnsize=0
);
INSERT INTO search_index(search_index, rank) VALUES('secure-delete', 1);
INSERT INTO search_index(search_index, rank) VALUES('hashsize', 16777216);

CREATE TRIGGER search_text_added AFTER INSERT ON search_text WHEN new.in_bulk = 0 BEGIN
    INSERT INTO search_index(rowid, terms) VALUES (new.id, new.terms);
END;
CREATE TRIGGER search_text_removed AFTER DELETE ON search_text BEGIN
    INSERT INTO search_index(search_index, rowid, terms) VALUES ('delete', old.id, old.terms);
END;
CREATE TRIGGER search_text_changed AFTER UPDATE OF terms ON search_text BEGIN
    INSERT INTO search_index(search_index, rowid, terms) VALUES ('delete', old.id, old.terms);
    INSERT INTO search_index(rowid, terms) VALUES (new.id, new.terms);
END;

-- The audit trail is only ever added to; this guards against mistakes of our own.
CREATE TRIGGER audit_is_not_changed BEFORE UPDATE ON audit BEGIN
    SELECT RAISE(ABORT, 'the audit trail is never changed');
END;
CREATE TRIGGER audit_is_not_deleted BEFORE DELETE ON audit BEGIN
    SELECT RAISE(ABORT, 'the audit trail is never deleted');
END;

-- Whatever changes about the shop's own fields gives its catalogues another stamp, by which
-- they are kept. It is random, so that a change taken back never leaves a stamp that lies.
CREATE TRIGGER own_field_added AFTER INSERT ON own_field BEGIN
    INSERT OR REPLACE INTO meta(key, value) VALUES ('fields', hex(randomblob(8)));
END;
CREATE TRIGGER own_field_changed AFTER UPDATE ON own_field BEGIN
    INSERT OR REPLACE INTO meta(key, value) VALUES ('fields', hex(randomblob(8)));
END;
CREATE TRIGGER own_field_removed AFTER DELETE ON own_field BEGIN
    INSERT OR REPLACE INTO meta(key, value) VALUES ('fields', hex(randomblob(8)));
END;
CREATE TRIGGER field_place_added AFTER INSERT ON field_place BEGIN
    INSERT OR REPLACE INTO meta(key, value) VALUES ('fields', hex(randomblob(8)));
END;
CREATE TRIGGER field_place_changed AFTER UPDATE ON field_place BEGIN
    INSERT OR REPLACE INTO meta(key, value) VALUES ('fields', hex(randomblob(8)));
END;
CREATE TRIGGER field_place_removed AFTER DELETE ON field_place BEGIN
    INSERT OR REPLACE INTO meta(key, value) VALUES ('fields', hex(randomblob(8)));
END;

-- Whose receipts and lines a kept piece (value/kept.py) no longer knows: told here, so that
-- nobody who writes them has to think of it. What comes back also changes how the receipt it
-- belongs to stood before, and lowers that one's goods. Somebody who is gone for good takes her
-- piece along.
CREATE TRIGGER kept_purchase_added AFTER INSERT ON purchase WHEN new.customer_id IS NOT NULL BEGIN
    INSERT OR IGNORE INTO kept_stale(block_id, customer_id)
        SELECT id, new.customer_id FROM kept_block WHERE id = new.customer_id / 4096;
END;
CREATE TRIGGER kept_purchase_linked AFTER INSERT ON purchase WHEN new.original_id IS NOT NULL BEGIN
    INSERT OR IGNORE INTO kept_stale(block_id, customer_id)
        SELECT kept_block.id, purchase.customer_id FROM purchase JOIN kept_block
        ON kept_block.id = purchase.customer_id / 4096 WHERE purchase.id = new.original_id;
END;
CREATE TRIGGER kept_purchase_changed AFTER UPDATE OF
    customer_id, bought_day, kind, amount, original_id, reverses_id, counted, net, channel
ON purchase BEGIN
    INSERT OR IGNORE INTO kept_stale(block_id, customer_id)
        SELECT id, old.customer_id FROM kept_block WHERE id = old.customer_id / 4096;
    INSERT OR IGNORE INTO kept_stale(block_id, customer_id)
        SELECT id, new.customer_id FROM kept_block WHERE id = new.customer_id / 4096;
    INSERT OR IGNORE INTO kept_stale(block_id, customer_id)
        SELECT kept_block.id, purchase.customer_id FROM purchase JOIN kept_block
        ON kept_block.id = purchase.customer_id / 4096 WHERE purchase.id = old.original_id;
    INSERT OR IGNORE INTO kept_stale(block_id, customer_id)
        SELECT kept_block.id, purchase.customer_id FROM purchase JOIN kept_block
        ON kept_block.id = purchase.customer_id / 4096 WHERE purchase.id = new.original_id;
END;
CREATE TRIGGER kept_purchase_removed AFTER DELETE ON purchase BEGIN
    INSERT OR IGNORE INTO kept_stale(block_id, customer_id)
        SELECT id, old.customer_id FROM kept_block WHERE id = old.customer_id / 4096;
    INSERT OR IGNORE INTO kept_stale(block_id, customer_id)
        SELECT kept_block.id, purchase.customer_id FROM purchase JOIN kept_block
        ON kept_block.id = purchase.customer_id / 4096 WHERE purchase.id = old.original_id;
END;
CREATE TRIGGER kept_customer_binned AFTER UPDATE OF binned_on ON customer
WHEN old.binned_on IS NOT new.binned_on BEGIN
    INSERT OR IGNORE INTO kept_stale(block_id, customer_id)
        SELECT id, new.id FROM kept_block WHERE id = new.id / 4096;
END;
CREATE TRIGGER kept_customer_gone AFTER DELETE ON customer BEGIN
    DELETE FROM kept_block WHERE id = old.id / 4096;
    DELETE FROM kept_lines WHERE id = old.id / 4096;
    DELETE FROM kept_channels WHERE id = old.id / 4096;
    DELETE FROM kept_stale WHERE block_id = old.id / 4096;
END;
CREATE TRIGGER kept_line_added AFTER INSERT ON purchase_line
WHEN EXISTS (SELECT 1 FROM kept_block) BEGIN
    INSERT OR IGNORE INTO kept_stale(block_id, customer_id)
        SELECT kept_block.id, purchase.customer_id FROM purchase JOIN kept_block
        ON kept_block.id = purchase.customer_id / 4096 WHERE purchase.id = new.purchase_id
        OR purchase.id = (SELECT original_id FROM purchase WHERE id = new.purchase_id);
END;
CREATE TRIGGER kept_line_changed AFTER UPDATE OF purchase_id, quantity, unit, gift
ON purchase_line BEGIN
    INSERT OR IGNORE INTO kept_stale(block_id, customer_id)
        SELECT kept_block.id, purchase.customer_id FROM purchase JOIN kept_block
        ON kept_block.id = purchase.customer_id / 4096 WHERE purchase.id = old.purchase_id
        OR purchase.id = (SELECT original_id FROM purchase WHERE id = old.purchase_id);
    INSERT OR IGNORE INTO kept_stale(block_id, customer_id)
        SELECT kept_block.id, purchase.customer_id FROM purchase JOIN kept_block
        ON kept_block.id = purchase.customer_id / 4096 WHERE purchase.id = new.purchase_id
        OR purchase.id = (SELECT original_id FROM purchase WHERE id = new.purchase_id);
END;
CREATE TRIGGER kept_line_removed AFTER DELETE ON purchase_line BEGIN
    INSERT OR IGNORE INTO kept_stale(block_id, customer_id)
        SELECT kept_block.id, purchase.customer_id FROM purchase JOIN kept_block
        ON kept_block.id = purchase.customer_id / 4096 WHERE purchase.id = old.purchase_id
        OR purchase.id = (SELECT original_id FROM purchase WHERE id = old.purchase_id);
END;
