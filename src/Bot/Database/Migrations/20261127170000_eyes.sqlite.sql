-- What triage looks at as the second person is found from the desk's index too, without touching a story.
DROP INDEX "ix_complaints_desk";
CREATE INDEX "ix_complaints_desk" ON "complaints" ("state", "unit_id", "class", "due_at", "filed_on", "holder_id", "complainant_id", "of_inspectorate", "raised", "spam_by_id", "urgent", "service_id", "category", "origin", "step_from", "reopened");
