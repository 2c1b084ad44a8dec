-- The number's papers: how a plan ended, what a report may assert, and what left-out ratings had in common.
ALTER TABLE follow_ups ADD COLUMN evidence text;
ALTER TABLE follow_ups ADD COLUMN discussed boolean NOT NULL DEFAULT FALSE;
ALTER TABLE report_requests ADD COLUMN announced boolean NOT NULL DEFAULT FALSE;
ALTER TABLE rating_exclusions ADD COLUMN kind text;
