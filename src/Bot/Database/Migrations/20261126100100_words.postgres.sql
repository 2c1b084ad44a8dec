ALTER TABLE units ADD address text;
ALTER TABLE units ADD map_point text;
ALTER TABLE units ADD phone text;
ALTER TABLE units ADD hours text;
ALTER TABLE services ADD requirements text;
ALTER TABLE services ADD cost text;
ALTER TABLE services ADD promised_time text;
