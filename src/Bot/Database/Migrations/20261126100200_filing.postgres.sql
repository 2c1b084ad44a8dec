ALTER TABLE complaints ADD many_at_once boolean NOT NULL DEFAULT FALSE;

ALTER TABLE complaint_attachments ADD name text NULL;
