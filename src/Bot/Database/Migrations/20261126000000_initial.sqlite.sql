CREATE TABLE "audit" (
    "id" INTEGER NOT NULL CONSTRAINT "pk_audit" PRIMARY KEY AUTOINCREMENT,
    "at" INTEGER NOT NULL,
    "actor_id" INTEGER NULL,
    "act" TEXT NOT NULL,
    "person_id" INTEGER NULL,
    "unit_id" INTEGER NULL,
    "what" TEXT NULL
);

CREATE TABLE "inbox" (
    "id" INTEGER NOT NULL CONSTRAINT "pk_inbox" PRIMARY KEY AUTOINCREMENT,
    "channel" TEXT NOT NULL,
    "external_id" TEXT NOT NULL,
    "received_at" INTEGER NOT NULL,
    "failures" INTEGER NOT NULL,
    "body" TEXT NULL,
    "error" TEXT NULL
);

CREATE TABLE "look_marks" (
    "name" TEXT NOT NULL CONSTRAINT "pk_look_marks" PRIMARY KEY,
    "at" INTEGER NOT NULL
);

CREATE TABLE "monthly_posts" (
    "id" INTEGER NOT NULL CONSTRAINT "pk_monthly_posts" PRIMARY KEY AUTOINCREMENT,
    "unit_id" INTEGER NOT NULL,
    "month" INTEGER NOT NULL,
    "channel" TEXT NOT NULL,
    "address" TEXT NOT NULL,
    "thread" TEXT NOT NULL,
    "print" TEXT NOT NULL,
    "message_id" TEXT NULL,
    "picture" INTEGER NOT NULL,
    "at" INTEGER NOT NULL,
    "edited_at" INTEGER NULL
);

CREATE TABLE "outbox" (
    "id" INTEGER NOT NULL CONSTRAINT "pk_outbox" PRIMARY KEY AUTOINCREMENT,
    "channel" TEXT NOT NULL,
    "address" TEXT NOT NULL,
    "body" TEXT NOT NULL,
    "bulk" INTEGER NOT NULL,
    "waits_for_talk" INTEGER NOT NULL DEFAULT 0,
    "due_at" INTEGER NOT NULL,
    "valid_until" INTEGER NULL,
    "occasion" TEXT NULL,
    "batch" TEXT NULL,
    "state" TEXT NOT NULL,
    "lane" INTEGER NOT NULL DEFAULT 0,
    "message_id" TEXT NULL,
    "attempts" INTEGER NOT NULL,
    "owner" TEXT NULL,
    "error" TEXT NULL
);

CREATE TABLE "people" (
    "id" INTEGER NOT NULL CONSTRAINT "pk_people" PRIMARY KEY AUTOINCREMENT,
    "channel" TEXT NOT NULL,
    "address" TEXT NOT NULL,
    "language" TEXT NOT NULL,
    "first_seen" INTEGER NOT NULL,
    "unreachable_since" INTEGER NULL
);

CREATE TABLE "rater_counts" (
    "key" TEXT NOT NULL CONSTRAINT "pk_rater_counts" PRIMARY KEY,
    "month" INTEGER NOT NULL,
    "ratings" INTEGER NOT NULL
) WITHOUT ROWID;

CREATE TABLE "report_requests" (
    "id" INTEGER NOT NULL CONSTRAINT "pk_report_requests" PRIMARY KEY AUTOINCREMENT,
    "kind" TEXT NOT NULL,
    "unit_id" INTEGER NULL,
    "period" TEXT NOT NULL,
    "channel" TEXT NOT NULL,
    "address" TEXT NOT NULL,
    "language" TEXT NOT NULL,
    "at" INTEGER NOT NULL,
    "failures" INTEGER NOT NULL
);

CREATE TABLE "units" (
    "id" INTEGER NOT NULL CONSTRAINT "pk_units" PRIMARY KEY AUTOINCREMENT,
    "code" TEXT NOT NULL,
    "name" TEXT NOT NULL,
    "short_name" TEXT NULL,
    "time_zone" TEXT NULL,
    "yearly_recipients" INTEGER NULL,
    "active" INTEGER NOT NULL
);

CREATE TABLE "web_messages" (
    "id" INTEGER NOT NULL CONSTRAINT "pk_web_messages" PRIMARY KEY AUTOINCREMENT,
    "address" TEXT NOT NULL,
    "from_me" INTEGER NOT NULL,
    "client_id" TEXT NULL,
    "body" TEXT NOT NULL,
    "edit_of" INTEGER NULL,
    "file_reference" TEXT NULL,
    "at" INTEGER NOT NULL
);

CREATE TABLE "consents" (
    "id" INTEGER NOT NULL CONSTRAINT "pk_consents" PRIMARY KEY AUTOINCREMENT,
    "person_id" INTEGER NOT NULL,
    "version" TEXT NOT NULL,
    "language" TEXT NOT NULL,
    "at" INTEGER NOT NULL,
    "withdrawn_at" INTEGER NULL,
    CONSTRAINT "fk_consents_people_person_id" FOREIGN KEY ("person_id") REFERENCES "people" ("id") ON DELETE CASCADE
);

CREATE TABLE "conversations" (
    "person_id" INTEGER NOT NULL CONSTRAINT "pk_conversations" PRIMARY KEY,
    "run" INTEGER NOT NULL,
    "state" TEXT NULL,
    "open_dialog" TEXT NULL,
    "card" TEXT NULL,
    "last_at" INTEGER NOT NULL,
    CONSTRAINT "fk_conversations_people_person_id" FOREIGN KEY ("person_id") REFERENCES "people" ("id") ON DELETE CASCADE
);

CREATE TABLE "goals" (
    "id" INTEGER NOT NULL CONSTRAINT "pk_goals" PRIMARY KEY AUTOINCREMENT,
    "person_id" INTEGER NOT NULL,
    "month" INTEGER NOT NULL,
    "value" TEXT NOT NULL,
    "behaviour" TEXT NULL,
    "text" TEXT NULL,
    "rhythm" TEXT NOT NULL,
    "state" TEXT NOT NULL,
    "made_at" INTEGER NOT NULL,
    CONSTRAINT "fk_goals_people_person_id" FOREIGN KEY ("person_id") REFERENCES "people" ("id") ON DELETE CASCADE
);

CREATE TABLE "leaves" (
    "id" INTEGER NOT NULL CONSTRAINT "pk_leaves" PRIMARY KEY AUTOINCREMENT,
    "person_id" INTEGER NOT NULL,
    "from" TEXT NOT NULL,
    "to" TEXT NOT NULL,
    CONSTRAINT "fk_leaves_people_person_id" FOREIGN KEY ("person_id") REFERENCES "people" ("id") ON DELETE CASCADE
);

CREATE TABLE "profiles" (
    "person_id" INTEGER NOT NULL CONSTRAINT "pk_profiles" PRIMARY KEY,
    "name" TEXT NOT NULL,
    "nip" TEXT NULL,
    "hour" TEXT NOT NULL,
    "rhythm" TEXT NOT NULL,
    "paused_until" TEXT NULL,
    "joined_at" INTEGER NOT NULL,
    CONSTRAINT "fk_profiles_people_person_id" FOREIGN KEY ("person_id") REFERENCES "people" ("id") ON DELETE CASCADE
);

CREATE TABLE "recaps" (
    "person_id" INTEGER NOT NULL,
    "day" TEXT NOT NULL,
    CONSTRAINT "pk_recaps" PRIMARY KEY ("person_id", "day"),
    CONSTRAINT "fk_recaps_people_person_id" FOREIGN KEY ("person_id") REFERENCES "people" ("id") ON DELETE CASCADE
);

CREATE TABLE "reminders" (
    "id" INTEGER NOT NULL CONSTRAINT "pk_reminders" PRIMARY KEY AUTOINCREMENT,
    "person_id" INTEGER NOT NULL,
    "day" TEXT NOT NULL,
    "unit_id" INTEGER NULL,
    "behaviour" TEXT NULL,
    "state" TEXT NOT NULL,
    "again_at" INTEGER NULL,
    "came_again" INTEGER NOT NULL,
    CONSTRAINT "fk_reminders_people_person_id" FOREIGN KEY ("person_id") REFERENCES "people" ("id") ON DELETE CASCADE
);

CREATE TABLE "shown_menus" (
    "person_id" INTEGER NOT NULL CONSTRAINT "pk_shown_menus" PRIMARY KEY,
    "hash" TEXT NOT NULL,
    CONSTRAINT "fk_shown_menus_people_person_id" FOREIGN KEY ("person_id") REFERENCES "people" ("id") ON DELETE CASCADE
);

CREATE TABLE "broadcasts" (
    "id" INTEGER NOT NULL CONSTRAINT "pk_broadcasts" PRIMARY KEY AUTOINCREMENT,
    "text" TEXT NOT NULL,
    "unit_id" INTEGER NULL,
    "role" TEXT NULL,
    "made_by" INTEGER NULL,
    "at" INTEGER NOT NULL,
    "schedule_id" INTEGER NULL,
    "day" TEXT NULL,
    "valid_until" INTEGER NULL,
    "filled_to" INTEGER NOT NULL,
    "state" TEXT NOT NULL,
    CONSTRAINT "fk_broadcasts_units_unit_id" FOREIGN KEY ("unit_id") REFERENCES "units" ("id")
);

CREATE TABLE "channel_links" (
    "id" INTEGER NOT NULL CONSTRAINT "pk_channel_links" PRIMARY KEY AUTOINCREMENT,
    "channel" TEXT NOT NULL,
    "address" TEXT NOT NULL,
    "thread" TEXT NOT NULL,
    "unit_id" INTEGER NULL,
    "title" TEXT NULL,
    "asked_by" INTEGER NULL,
    "since" INTEGER NOT NULL,
    CONSTRAINT "fk_channel_links_units_unit_id" FOREIGN KEY ("unit_id") REFERENCES "units" ("id")
);

CREATE TABLE "complaints" (
    "id" INTEGER NOT NULL CONSTRAINT "pk_complaints" PRIMARY KEY AUTOINCREMENT,
    "code" TEXT NOT NULL,
    "kind" TEXT NOT NULL,
    "class" TEXT NULL,
    "unit_id" INTEGER NULL,
    "state" TEXT NOT NULL,
    "anonymous" INTEGER NOT NULL,
    "secret" INTEGER NOT NULL,
    "complainant_id" INTEGER NULL,
    "complainant_name" TEXT NULL,
    "story" TEXT NOT NULL,
    "happened" TEXT NULL,
    "place" TEXT NULL,
    "filed_at" INTEGER NOT NULL,
    "filed_on" TEXT NOT NULL,
    "received_on" TEXT NOT NULL,
    "step_from" TEXT NOT NULL,
    "paused_days" INTEGER NOT NULL,
    "due_on" TEXT NULL,
    "due_at" INTEGER NULL,
    "follow_up_due_on" TEXT NULL,
    "provisional" INTEGER NOT NULL,
    "counted_through" INTEGER NOT NULL,
    "next_stage" TEXT NULL,
    "next_stage_at" INTEGER NULL,
    "holder_id" INTEGER NULL,
    "resolved_on" TEXT NULL,
    "on_time" INTEGER NULL,
    "ended_at" INTEGER NULL,
    "handling_rating" INTEGER NULL,
    "version" INTEGER NOT NULL,
    CONSTRAINT "fk_complaints_people_complainant_id" FOREIGN KEY ("complainant_id") REFERENCES "people" ("id") ON DELETE SET NULL,
    CONSTRAINT "fk_complaints_people_holder_id" FOREIGN KEY ("holder_id") REFERENCES "people" ("id") ON DELETE SET NULL,
    CONSTRAINT "fk_complaints_units_unit_id" FOREIGN KEY ("unit_id") REFERENCES "units" ("id") ON DELETE RESTRICT
);

CREATE TABLE "external_indices" (
    "id" INTEGER NOT NULL CONSTRAINT "pk_external_indices" PRIMARY KEY AUTOINCREMENT,
    "kind" TEXT NOT NULL,
    "year" INTEGER NOT NULL,
    "unit_id" INTEGER NULL,
    "item" TEXT NOT NULL,
    "hundredths" INTEGER NULL,
    "category" TEXT NULL,
    "source" TEXT NOT NULL,
    "at" INTEGER NOT NULL,
    CONSTRAINT "fk_external_indices_units_unit_id" FOREIGN KEY ("unit_id") REFERENCES "units" ("id")
);

CREATE TABLE "follow_ups" (
    "id" INTEGER NOT NULL CONSTRAINT "pk_follow_ups" PRIMARY KEY AUTOINCREMENT,
    "unit_id" INTEGER NOT NULL,
    "month" INTEGER NOT NULL,
    "unsur" TEXT NOT NULL,
    "what" TEXT NOT NULL,
    "who" TEXT NOT NULL,
    "due_on" TEXT NOT NULL,
    "author_id" INTEGER NOT NULL,
    "at" INTEGER NOT NULL,
    "done_at" INTEGER NULL,
    "reminded_on" TEXT NULL,
    CONSTRAINT "fk_follow_ups_units_unit_id" FOREIGN KEY ("unit_id") REFERENCES "units" ("id") ON DELETE CASCADE
);

CREATE TABLE "invitations" (
    "id" INTEGER NOT NULL CONSTRAINT "pk_invitations" PRIMARY KEY AUTOINCREMENT,
    "unit_id" INTEGER NULL,
    "role" TEXT NOT NULL,
    "max_uses" INTEGER NOT NULL,
    "uses" INTEGER NOT NULL,
    "until" INTEGER NULL,
    "made_by" INTEGER NULL,
    "made_at" INTEGER NOT NULL,
    "revoked_at" INTEGER NULL,
    CONSTRAINT "fk_invitations_units_unit_id" FOREIGN KEY ("unit_id") REFERENCES "units" ("id")
);

CREATE TABLE "memberships" (
    "id" INTEGER NOT NULL CONSTRAINT "pk_memberships" PRIMARY KEY AUTOINCREMENT,
    "person_id" INTEGER NOT NULL,
    "unit_id" INTEGER NULL,
    "role" TEXT NOT NULL,
    "since" INTEGER NOT NULL,
    "until" INTEGER NULL,
    CONSTRAINT "fk_memberships_people_person_id" FOREIGN KEY ("person_id") REFERENCES "people" ("id") ON DELETE CASCADE,
    CONSTRAINT "fk_memberships_units_unit_id" FOREIGN KEY ("unit_id") REFERENCES "units" ("id")
);

CREATE TABLE "monthly_sums" (
    "unit_id" INTEGER NOT NULL,
    "service_id" INTEGER NOT NULL,
    "month" INTEGER NOT NULL,
    "instrument" TEXT NOT NULL,
    "respondents" INTEGER NOT NULL,
    "s1" INTEGER NOT NULL,
    "s2" INTEGER NOT NULL,
    "s3" INTEGER NOT NULL,
    "s4" INTEGER NOT NULL,
    "s5" INTEGER NOT NULL,
    "s6" INTEGER NOT NULL,
    "s7" INTEGER NOT NULL,
    "s8" INTEGER NOT NULL,
    "s9" INTEGER NOT NULL,
    "squares" INTEGER NOT NULL,
    CONSTRAINT "pk_monthly_sums" PRIMARY KEY ("month", "unit_id", "service_id", "instrument"),
    CONSTRAINT "fk_monthly_sums_units_unit_id" FOREIGN KEY ("unit_id") REFERENCES "units" ("id") ON DELETE CASCADE
);

CREATE TABLE "quick_ratings" (
    "id" INTEGER NOT NULL CONSTRAINT "pk_quick_ratings" PRIMARY KEY,
    "unit_id" INTEGER NOT NULL,
    "value" INTEGER NOT NULL,
    "month" INTEGER NOT NULL,
    "step" TEXT NOT NULL,
    CONSTRAINT "fk_quick_ratings_units_unit_id" FOREIGN KEY ("unit_id") REFERENCES "units" ("id") ON DELETE CASCADE
);

CREATE TABLE "reflections" (
    "key" TEXT NOT NULL CONSTRAINT "pk_reflections" PRIMARY KEY,
    "month" INTEGER NOT NULL,
    "unit_id" INTEGER NULL,
    "answers" TEXT NOT NULL,
    CONSTRAINT "fk_reflections_units_unit_id" FOREIGN KEY ("unit_id") REFERENCES "units" ("id")
) WITHOUT ROWID;

CREATE TABLE "respondent_sums" (
    "unit_id" INTEGER NOT NULL,
    "month" INTEGER NOT NULL,
    "question" TEXT NOT NULL,
    "code" TEXT NOT NULL,
    "respondents" INTEGER NOT NULL,
    CONSTRAINT "pk_respondent_sums" PRIMARY KEY ("month", "unit_id", "question", "code"),
    CONSTRAINT "fk_respondent_sums_units_unit_id" FOREIGN KEY ("unit_id") REFERENCES "units" ("id") ON DELETE CASCADE
);

CREATE TABLE "schedules" (
    "id" INTEGER NOT NULL CONSTRAINT "pk_schedules" PRIMARY KEY AUTOINCREMENT,
    "text" TEXT NOT NULL,
    "unit_id" INTEGER NULL,
    "role" TEXT NULL,
    "rule" TEXT NOT NULL,
    "hour" TEXT NOT NULL,
    "made_by" INTEGER NOT NULL,
    "made_at" INTEGER NOT NULL,
    "paused" INTEGER NOT NULL,
    "deleted_at" INTEGER NULL,
    CONSTRAINT "fk_schedules_units_unit_id" FOREIGN KEY ("unit_id") REFERENCES "units" ("id")
);

CREATE TABLE "services" (
    "id" INTEGER NOT NULL CONSTRAINT "pk_services" PRIMARY KEY AUTOINCREMENT,
    "unit_id" INTEGER NOT NULL,
    "code" TEXT NOT NULL,
    "name" TEXT NOT NULL,
    "active" INTEGER NOT NULL,
    CONSTRAINT "fk_services_units_unit_id" FOREIGN KEY ("unit_id") REFERENCES "units" ("id") ON DELETE CASCADE
);

CREATE TABLE "complaint_attachments" (
    "id" INTEGER NOT NULL CONSTRAINT "pk_complaint_attachments" PRIMARY KEY AUTOINCREMENT,
    "complaint_id" INTEGER NOT NULL,
    "from_citizen" INTEGER NOT NULL,
    "kind" TEXT NOT NULL,
    "channel" TEXT NOT NULL,
    "reference" TEXT NULL,
    "at" INTEGER NOT NULL,
    "state" TEXT NOT NULL,
    "kept_as" TEXT NULL,
    "claimed_by" TEXT NULL,
    "size" INTEGER NULL,
    "tries" INTEGER NOT NULL,
    "next_try_at" INTEGER NULL,
    CONSTRAINT "fk_complaint_attachments_complaints_complaint_id" FOREIGN KEY ("complaint_id") REFERENCES "complaints" ("id") ON DELETE RESTRICT
);

CREATE TABLE "complaint_consents" (
    "id" INTEGER NOT NULL CONSTRAINT "pk_complaint_consents" PRIMARY KEY AUTOINCREMENT,
    "complaint_id" INTEGER NOT NULL,
    "person_id" INTEGER NULL,
    "version" TEXT NOT NULL,
    "language" TEXT NOT NULL,
    "at" INTEGER NOT NULL,
    CONSTRAINT "fk_complaint_consents_complaints_complaint_id" FOREIGN KEY ("complaint_id") REFERENCES "complaints" ("id") ON DELETE CASCADE,
    CONSTRAINT "fk_complaint_consents_people_person_id" FOREIGN KEY ("person_id") REFERENCES "people" ("id") ON DELETE SET NULL
);

CREATE TABLE "complaint_events" (
    "id" INTEGER NOT NULL CONSTRAINT "pk_complaint_events" PRIMARY KEY AUTOINCREMENT,
    "complaint_id" INTEGER NOT NULL,
    "at" INTEGER NOT NULL,
    "act" TEXT NOT NULL,
    "by" TEXT NOT NULL,
    "official_id" INTEGER NULL,
    "from" TEXT NOT NULL,
    "to" TEXT NOT NULL,
    "unit_from" INTEGER NULL,
    "unit_to" INTEGER NULL,
    "class" TEXT NULL,
    "words" TEXT NULL,
    "occasion" TEXT NULL,
    CONSTRAINT "fk_complaint_events_complaints_complaint_id" FOREIGN KEY ("complaint_id") REFERENCES "complaints" ("id") ON DELETE RESTRICT,
    CONSTRAINT "fk_complaint_events_people_official_id" FOREIGN KEY ("official_id") REFERENCES "people" ("id") ON DELETE SET NULL
);

CREATE TABLE "ratings" (
    "id" INTEGER NOT NULL CONSTRAINT "pk_ratings" PRIMARY KEY,
    "unit_id" INTEGER NOT NULL,
    "service_id" INTEGER NOT NULL,
    "instrument" TEXT NOT NULL,
    "state" TEXT NOT NULL,
    "u1" INTEGER NULL,
    "u2" INTEGER NULL,
    "u3" INTEGER NULL,
    "u4" INTEGER NULL,
    "u5" INTEGER NULL,
    "u6" INTEGER NULL,
    "u7" INTEGER NULL,
    "u8" INTEGER NULL,
    "u9" INTEGER NULL,
    "day" TEXT NOT NULL,
    "month" INTEGER NOT NULL,
    "rater_key" TEXT NULL,
    "signs" INTEGER NOT NULL,
    "published" INTEGER NOT NULL,
    "replaces" INTEGER NULL,
    "made_up" INTEGER NOT NULL,
    "sex" TEXT NULL,
    "age" TEXT NULL,
    "education" TEXT NULL,
    "occupation" TEXT NULL,
    "comment" TEXT NULL,
    CONSTRAINT "fk_ratings_services_service_id" FOREIGN KEY ("service_id") REFERENCES "services" ("id") ON DELETE CASCADE,
    CONSTRAINT "fk_ratings_units_unit_id" FOREIGN KEY ("unit_id") REFERENCES "units" ("id") ON DELETE CASCADE
);

CREATE TABLE "rating_exclusions" (
    "rating_id" INTEGER NOT NULL CONSTRAINT "pk_rating_exclusions" PRIMARY KEY,
    "decided_by" INTEGER NOT NULL,
    "reason" TEXT NOT NULL,
    "at" INTEGER NOT NULL,
    CONSTRAINT "fk_rating_exclusions_ratings_rating_id" FOREIGN KEY ("rating_id") REFERENCES "ratings" ("id") ON DELETE CASCADE
);

CREATE INDEX "ix_audit_at" ON "audit" ("at");

CREATE INDEX "ix_audit_unit_id_at" ON "audit" ("unit_id", "at");

CREATE UNIQUE INDEX "ix_broadcasts_schedule_id_day" ON "broadcasts" ("schedule_id", "day");

CREATE INDEX "ix_broadcasts_state" ON "broadcasts" ("state");

CREATE INDEX "ix_broadcasts_unit_id" ON "broadcasts" ("unit_id");

CREATE UNIQUE INDEX "ix_channel_links_channel_address_thread" ON "channel_links" ("channel", "address", "thread");

CREATE INDEX "ix_channel_links_unit_id" ON "channel_links" ("unit_id");

CREATE INDEX "ix_complaint_attachments_complaint_id" ON "complaint_attachments" ("complaint_id");

CREATE INDEX "ix_complaint_attachments_next_try_at" ON "complaint_attachments" ("next_try_at");

CREATE INDEX "ix_complaint_consents_complaint_id" ON "complaint_consents" ("complaint_id");

CREATE INDEX "ix_complaint_consents_person_id" ON "complaint_consents" ("person_id");

CREATE INDEX "ix_complaint_events_complaint_id" ON "complaint_events" ("complaint_id");

CREATE UNIQUE INDEX "ix_complaint_events_occasion" ON "complaint_events" ("occasion");

CREATE INDEX "ix_complaint_events_official_id" ON "complaint_events" ("official_id");

CREATE UNIQUE INDEX "ix_complaints_code" ON "complaints" ("code");

CREATE INDEX "ix_complaints_complainant_id" ON "complaints" ("complainant_id");

CREATE INDEX "ix_complaints_ended_at" ON "complaints" ("ended_at");

CREATE INDEX "ix_complaints_figures" ON "complaints" ("filed_on", "unit_id", "class", "state", "resolved_on", "on_time", "due_at", "handling_rating");

CREATE INDEX "ix_complaints_holder_id" ON "complaints" ("holder_id");

CREATE INDEX "ix_complaints_next_stage_at" ON "complaints" ("next_stage_at");

CREATE INDEX "ix_complaints_state_due_at" ON "complaints" ("state", "due_at");

CREATE INDEX "ix_complaints_unit_id_filed_on" ON "complaints" ("unit_id", "filed_on");

CREATE INDEX "ix_complaints_unit_id_state_due_at" ON "complaints" ("unit_id", "state", "due_at");

CREATE INDEX "ix_consents_person_id" ON "consents" ("person_id");

CREATE INDEX "ix_conversations_last_at" ON "conversations" ("last_at");

CREATE INDEX "ix_external_indices_kind_year" ON "external_indices" ("kind", "year");

CREATE INDEX "ix_external_indices_unit_id" ON "external_indices" ("unit_id");

CREATE INDEX "ix_follow_ups_due_on" ON "follow_ups" ("due_on");

CREATE UNIQUE INDEX "ix_follow_ups_unit_id_month_unsur" ON "follow_ups" ("unit_id", "month", "unsur");

CREATE INDEX "ix_goals_person_id_month" ON "goals" ("person_id", "month");

CREATE UNIQUE INDEX "ix_inbox_channel_external_id" ON "inbox" ("channel", "external_id");

CREATE INDEX "ix_inbox_received_at" ON "inbox" ("received_at");

CREATE INDEX "ix_invitations_unit_id" ON "invitations" ("unit_id");

CREATE INDEX "ix_leaves_person_id_to" ON "leaves" ("person_id", "to");

CREATE INDEX "ix_memberships_person_id" ON "memberships" ("person_id");

CREATE INDEX "ix_memberships_unit_id_role" ON "memberships" ("unit_id", "role");

CREATE INDEX "ix_monthly_posts_channel_address" ON "monthly_posts" ("channel", "address");

CREATE UNIQUE INDEX "ix_monthly_posts_unit_id_month_channel_address_thread" ON "monthly_posts" ("unit_id", "month", "channel", "address", "thread");

CREATE INDEX "ix_monthly_sums_unit_id_month" ON "monthly_sums" ("unit_id", "month");

CREATE INDEX "ix_outbox_batch_state" ON "outbox" ("batch", "state");

CREATE UNIQUE INDEX "ix_outbox_occasion" ON "outbox" ("occasion");

CREATE INDEX "ix_outbox_state_bulk_due_at" ON "outbox" ("state", "bulk", "due_at");

CREATE UNIQUE INDEX "ix_people_channel_address" ON "people" ("channel", "address");

CREATE INDEX "ix_profiles_hour" ON "profiles" ("hour");

CREATE INDEX "ix_quick_ratings_month" ON "quick_ratings" ("month");

CREATE INDEX "ix_rater_counts_month" ON "rater_counts" ("month");

CREATE UNIQUE INDEX "ix_ratings_rater_key" ON "ratings" ("rater_key");

CREATE INDEX "ix_ratings_service_id" ON "ratings" ("service_id");

CREATE INDEX "ix_ratings_unit_id_month" ON "ratings" ("unit_id", "month");

CREATE INDEX "ix_reflections_unit_id_month" ON "reflections" ("unit_id", "month");

CREATE INDEX "ix_reminders_again_at" ON "reminders" ("again_at");

CREATE UNIQUE INDEX "ix_reminders_person_id_day" ON "reminders" ("person_id", "day");

CREATE INDEX "ix_reminders_unit_id_day" ON "reminders" ("unit_id", "day");

CREATE INDEX "ix_respondent_sums_unit_id_month" ON "respondent_sums" ("unit_id", "month");

CREATE INDEX "ix_schedules_unit_id" ON "schedules" ("unit_id");

CREATE UNIQUE INDEX "ix_services_unit_id_code" ON "services" ("unit_id", "code");

CREATE UNIQUE INDEX "ix_units_code" ON "units" ("code");

CREATE UNIQUE INDEX "ix_web_messages_address_client_id" ON "web_messages" ("address", "client_id");

CREATE INDEX "ix_web_messages_address_id" ON "web_messages" ("address", "id");

CREATE INDEX "ix_web_messages_at" ON "web_messages" ("at");

CREATE TABLE "pending_roles" (
    "id" INTEGER NOT NULL CONSTRAINT "pk_pending_roles" PRIMARY KEY AUTOINCREMENT,
    "person_id" INTEGER NOT NULL,
    "role" TEXT NOT NULL,
    "unit_id" INTEGER NULL,
    "given_by" INTEGER NOT NULL,
    "at" INTEGER NOT NULL,
    CONSTRAINT "fk_pending_roles_people_person_id" FOREIGN KEY ("person_id") REFERENCES "people" ("id") ON DELETE CASCADE,
    CONSTRAINT "fk_pending_roles_units_unit_id" FOREIGN KEY ("unit_id") REFERENCES "units" ("id")
);

CREATE INDEX "ix_pending_roles_person_id" ON "pending_roles" ("person_id");

CREATE INDEX "ix_pending_roles_unit_id" ON "pending_roles" ("unit_id");

CREATE TABLE "breaches" (
    "id" INTEGER NOT NULL CONSTRAINT "pk_breaches" PRIMARY KEY AUTOINCREMENT,
    "found_at" INTEGER NOT NULL,
    "noted_by" INTEGER NOT NULL,
    "what" TEXT NOT NULL,
    "data" TEXT NOT NULL,
    "remedy" TEXT NOT NULL,
    "people_told_at" INTEGER NULL,
    "authority_told_at" INTEGER NULL
);

CREATE INDEX "ix_breaches_found_at" ON "breaches" ("found_at");

CREATE TABLE "privacy_requests" (
    "id" INTEGER NOT NULL CONSTRAINT "pk_privacy_requests" PRIMARY KEY AUTOINCREMENT,
    "person_id" INTEGER NOT NULL,
    "kind" TEXT NOT NULL,
    "text" TEXT NOT NULL,
    "at" INTEGER NOT NULL,
    "due_at" INTEGER NOT NULL,
    "reminded_at" INTEGER NULL,
    "answered_at" INTEGER NULL,
    "answered_by" INTEGER NULL,
    "answer" TEXT NULL,
    CONSTRAINT "fk_privacy_requests_people_person_id" FOREIGN KEY ("person_id") REFERENCES "people" ("id") ON DELETE CASCADE
);

CREATE INDEX "ix_privacy_requests_person_id" ON "privacy_requests" ("person_id");

CREATE INDEX "ix_privacy_requests_answered_at_due_at" ON "privacy_requests" ("answered_at", "due_at");

CREATE TABLE "recent_ratings" (
    "unit_id" INTEGER NOT NULL CONSTRAINT "pk_recent_ratings" PRIMARY KEY,
    "sealed" TEXT NOT NULL,
    CONSTRAINT "fk_recent_ratings_units_unit_id" FOREIGN KEY ("unit_id") REFERENCES "units" ("id") ON DELETE CASCADE
);

CREATE TABLE "published_steps" (
    "id" INTEGER NOT NULL CONSTRAINT "pk_published_steps" PRIMARY KEY,
    "unit_id" INTEGER NOT NULL,
    "month" INTEGER NOT NULL,
    "instrument" TEXT NOT NULL,
    "services" TEXT NOT NULL,
    CONSTRAINT "fk_published_steps_units_unit_id" FOREIGN KEY ("unit_id") REFERENCES "units" ("id") ON DELETE CASCADE
);

CREATE INDEX "ix_ratings_waiting" ON "ratings" ("unit_id", "month", "instrument") WHERE not published and state = 'Complete';

CREATE INDEX "ix_quick_ratings_unit_id_month_step" ON "quick_ratings" ("unit_id", "month", "step");

CREATE INDEX "ix_quick_ratings_waiting" ON "quick_ratings" ("unit_id", "month") WHERE step <> 'Published' and step <> 'Apart';

CREATE INDEX "ix_published_steps_unit_id_month" ON "published_steps" ("unit_id", "month");

CREATE INDEX "ix_outbox_channel_address" ON "outbox" ("channel", "address");

CREATE INDEX "ix_outbox_channel_message_id" ON "outbox" ("channel", "message_id") WHERE message_id IS NOT NULL;

CREATE TABLE "installation" (
    "name" TEXT NOT NULL CONSTRAINT "pk_installation" PRIMARY KEY,
    "value" TEXT NOT NULL
);
