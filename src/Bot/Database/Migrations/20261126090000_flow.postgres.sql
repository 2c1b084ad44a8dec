ALTER TABLE conversations ADD COLUMN open_dialog text;


UPDATE conversations SET open_dialog = state::json -> 'Open' ->> 'Name' WHERE state IS NOT NULL;
