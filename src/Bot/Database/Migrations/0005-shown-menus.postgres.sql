CREATE TABLE shown_menus (
    person_id bigint NOT NULL,
    hash text NOT NULL,
    CONSTRAINT pk_shown_menus PRIMARY KEY (person_id),
    CONSTRAINT fk_shown_menus_people_person_id FOREIGN KEY (person_id) REFERENCES people (id) ON DELETE CASCADE
);
