-- SPDX-License-Identifier: MIT
-- What the migrations make of an empty file; written by `python -m tests.newest_schema`.

CREATE TABLE alembic_version (
	version_num VARCHAR(32) NOT NULL, 
	CONSTRAINT alembic_version_pkc PRIMARY KEY (version_num)
);

CREATE TABLE mail_items (
	id INTEGER NOT NULL PRIMARY KEY AUTOINCREMENT, 
	arrived_on TEXT NOT NULL, 
	kind TEXT NOT NULL, 
	matter TEXT NOT NULL, 
	postmark TEXT, 
	tracking_number TEXT NOT NULL, 
	red_marking BOOLEAN NOT NULL, 
	opened_by TEXT NOT NULL, 
	concerns INTEGER, 
	sender TEXT NOT NULL, 
	note TEXT NOT NULL, 
	handled BOOLEAN NOT NULL, 
	handled_note TEXT NOT NULL, 
	logged_at TEXT, 
	logged_by TEXT, 
	version INTEGER NOT NULL
);

CREATE INDEX mail_items_arrived ON mail_items (arrived_on, id);

CREATE INDEX mail_items_concerns ON mail_items (concerns) WHERE concerns IS NOT NULL;

CREATE INDEX mail_items_open ON mail_items (arrived_on, id) WHERE handled = 0;

CREATE TABLE payment_lines (
	mail_item INTEGER NOT NULL, 
	id TEXT NOT NULL, 
	position INTEGER NOT NULL, 
	piece TEXT NOT NULL, 
	denomination INTEGER NOT NULL, 
	count INTEGER NOT NULL, 
	condition TEXT NOT NULL, 
	surcharge INTEGER NOT NULL, 
	allotments TEXT NOT NULL, issued_on TEXT, 
	PRIMARY KEY (mail_item, id), 
	FOREIGN KEY(mail_item) REFERENCES mail_items (id)
)
 WITHOUT ROWID

;

CREATE TABLE held_things (
	mail_item INTEGER NOT NULL, 
	id TEXT NOT NULL, 
	position INTEGER NOT NULL, 
	kind TEXT NOT NULL, 
	application INTEGER, 
	amount INTEGER NOT NULL, 
	pieces TEXT NOT NULL, 
	note TEXT NOT NULL, 
	returned_on TEXT, 
	returned_with TEXT, 
	returned_by TEXT, 
	stamps TEXT NOT NULL, 
	PRIMARY KEY (mail_item, id), 
	FOREIGN KEY(mail_item) REFERENCES mail_items (id)
)
 WITHOUT ROWID

;

CREATE INDEX held_things_open ON held_things (mail_item, id) WHERE returned_on IS NULL;

CREATE TABLE applications (
	id INTEGER NOT NULL PRIMARY KEY AUTOINCREMENT, 
	token TEXT NOT NULL, 
	mail_item INTEGER NOT NULL, 
	received_on TEXT NOT NULL, 
	form_code TEXT NOT NULL, 
	form_version TEXT NOT NULL, 
	form_filled_in_on TEXT, 
	form_signed BOOLEAN NOT NULL, 
	further_forms TEXT NOT NULL, 
	name TEXT NOT NULL, 
	kana TEXT NOT NULL, 
	former_name TEXT NOT NULL, 
	born TEXT, 
	postal_code TEXT NOT NULL, 
	address TEXT NOT NULL, 
	registered_address TEXT NOT NULL, 
	phone TEXT NOT NULL, 
	member_number TEXT NOT NULL, 
	email TEXT NOT NULL, 
	proxy_kind TEXT, 
	proxy_name TEXT NOT NULL, 
	proxy_kana TEXT NOT NULL, 
	proxy_postal_code TEXT NOT NULL, 
	proxy_address TEXT NOT NULL, 
	proxy_phone TEXT NOT NULL, 
	scope TEXT NOT NULL, 
	service TEXT NOT NULL, 
	method TEXT NOT NULL, 
	reply_to TEXT NOT NULL, 
	language TEXT NOT NULL, 
	receipt_number TEXT NOT NULL, 
	rulebook_version TEXT NOT NULL, 
	logged_at TEXT, 
	logged_by TEXT, 
	version INTEGER NOT NULL, deceased BOOLEAN DEFAULT 0 NOT NULL, also_heirs BOOLEAN DEFAULT 0 NOT NULL, own_number TEXT DEFAULT '' NOT NULL, completed_before TEXT, outcome_before TEXT DEFAULT '' NOT NULL, imported INTEGER DEFAULT 0 NOT NULL, 
	FOREIGN KEY(mail_item) REFERENCES mail_items (id)
);

CREATE INDEX applications_born ON applications (born, id) WHERE born IS NOT NULL;

CREATE INDEX applications_mail_item ON applications (mail_item);

CREATE UNIQUE INDEX applications_number ON applications (receipt_number) WHERE receipt_number <> '';

CREATE INDEX applications_token ON applications (token);

CREATE TABLE claims (
	application INTEGER NOT NULL, 
	id TEXT NOT NULL, 
	position INTEGER NOT NULL, 
	"right" TEXT NOT NULL, 
	changes TEXT NOT NULL, 
	reason TEXT NOT NULL, 
	circumstances TEXT NOT NULL, 
	PRIMARY KEY (application, id), 
	FOREIGN KEY(application) REFERENCES applications (id)
)
 WITHOUT ROWID

;

CREATE TABLE corrections (
	application INTEGER NOT NULL, 
	id TEXT NOT NULL, 
	position INTEGER NOT NULL, 
	field TEXT NOT NULL, 
	old TEXT NOT NULL, 
	new TEXT NOT NULL, 
	reason TEXT NOT NULL, 
	"by" TEXT NOT NULL, 
	at TEXT NOT NULL, 
	PRIMARY KEY (application, id), 
	FOREIGN KEY(application) REFERENCES applications (id)
)
 WITHOUT ROWID

;

CREATE TABLE enclosures (
	application INTEGER NOT NULL, 
	id TEXT NOT NULL, 
	position INTEGER NOT NULL, 
	kind TEXT NOT NULL, 
	"of" TEXT NOT NULL, 
	mail_item INTEGER NOT NULL, 
	arrived_on TEXT NOT NULL, 
	original BOOLEAN NOT NULL, 
	issued_on TEXT, 
	valid_until TEXT, 
	name TEXT NOT NULL, 
	address TEXT NOT NULL, 
	former_names TEXT NOT NULL, 
	former_addresses TEXT NOT NULL, 
	born TEXT, 
	shows_address BOOLEAN, 
	masking TEXT NOT NULL, 
	register TEXT, 
	guardianship TEXT, 
	mandate TEXT, 
	note TEXT NOT NULL, 
	whereabouts TEXT NOT NULL, fate TEXT, 
	PRIMARY KEY (application, id), 
	FOREIGN KEY(application) REFERENCES applications (id)
)
 WITHOUT ROWID

;

CREATE TABLE judgements (
	application INTEGER NOT NULL, 
	id TEXT NOT NULL, 
	position INTEGER NOT NULL, 
	topic TEXT NOT NULL, 
	subject TEXT NOT NULL, 
	ruling TEXT NOT NULL, 
	reason TEXT NOT NULL, 
	"by" TEXT NOT NULL, 
	at TEXT NOT NULL, 
	"on" TEXT NOT NULL, 
	PRIMARY KEY (application, id), 
	FOREIGN KEY(application) REFERENCES applications (id)
)
 WITHOUT ROWID

;

CREATE TABLE department_inquiries (
	application INTEGER NOT NULL, 
	id TEXT NOT NULL, 
	position INTEGER NOT NULL, 
	department TEXT NOT NULL, 
	asked_on TEXT NOT NULL, 
	asked_by TEXT NOT NULL, 
	chased_on TEXT NOT NULL, 
	answered_on TEXT, 
	records TEXT NOT NULL, 
	answer TEXT NOT NULL, 
	PRIMARY KEY (application, id), 
	FOREIGN KEY(application) REFERENCES applications (id)
)
 WITHOUT ROWID

;

CREATE TABLE notices (
	application INTEGER NOT NULL, 
	id TEXT NOT NULL, 
	position INTEGER NOT NULL, 
	letter TEXT NOT NULL, 
	number TEXT NOT NULL, 
	for_posting_on TEXT NOT NULL, 
	due TEXT NOT NULL, 
	asks TEXT NOT NULL, 
	posted_on TEXT, 
	void BOOLEAN NOT NULL, 
	PRIMARY KEY (application, id), 
	FOREIGN KEY(application) REFERENCES applications (id)
)
 WITHOUT ROWID

;

CREATE TABLE lapses (
	application INTEGER NOT NULL, 
	id TEXT NOT NULL, 
	position INTEGER NOT NULL, 
	notice TEXT NOT NULL, 
	confirmed_by TEXT NOT NULL, 
	confirmed_on TEXT NOT NULL, 
	PRIMARY KEY (application, id), 
	FOREIGN KEY(application) REFERENCES applications (id)
)
 WITHOUT ROWID

;

CREATE TABLE withdrawals (
	application INTEGER NOT NULL, 
	id TEXT NOT NULL, 
	position INTEGER NOT NULL, 
	mail_item INTEGER NOT NULL, 
	claims TEXT NOT NULL, 
	written_on TEXT, 
	received_on TEXT NOT NULL, 
	signed BOOLEAN NOT NULL, 
	confirmed_by TEXT, 
	confirmed_on TEXT, 
	PRIMARY KEY (application, id), 
	FOREIGN KEY(application) REFERENCES applications (id)
)
 WITHOUT ROWID

;

CREATE TABLE decisions (
	application INTEGER NOT NULL, 
	id TEXT NOT NULL, 
	position INTEGER NOT NULL, 
	claim TEXT NOT NULL, 
	outcome TEXT NOT NULL, 
	proposed_by TEXT NOT NULL, 
	proposed_at TEXT NOT NULL, 
	proposed_on TEXT NOT NULL, 
	grounds TEXT NOT NULL, 
	facts TEXT NOT NULL, 
	explanation TEXT NOT NULL, 
	note TEXT NOT NULL, 
	content TEXT NOT NULL, 
	approval TEXT, 
	sent_back TEXT NOT NULL, 
	taken_back BOOLEAN NOT NULL, proposal TEXT, 
	PRIMARY KEY (application, id), 
	FOREIGN KEY(application) REFERENCES applications (id)
)
 WITHOUT ROWID

;

CREATE TABLE letters (
	application INTEGER NOT NULL, 
	id TEXT NOT NULL, 
	position INTEGER NOT NULL, 
	kind TEXT NOT NULL, 
	number TEXT NOT NULL, 
	dated TEXT NOT NULL, 
	for_posting_on TEXT NOT NULL, 
	language TEXT NOT NULL, 
	claims TEXT NOT NULL, 
	sha256 TEXT NOT NULL, 
	issued_by TEXT NOT NULL, 
	issued_at TEXT NOT NULL, 
	printed_at TEXT, 
	void BOOLEAN NOT NULL, 
	void_reason TEXT NOT NULL, 
	posting TEXT, 
	delay_until TEXT, 
	prints TEXT NOT NULL, 
	PRIMARY KEY (application, id), 
	FOREIGN KEY(application) REFERENCES applications (id)
)
 WITHOUT ROWID

;

CREATE INDEX letters_issued ON letters (issued_at, application, position);

CREATE INDEX letters_to_send ON letters (issued_at, application, position) WHERE posting IS NULL AND void = 0;

CREATE INDEX letters_void ON letters (issued_at, application, position) WHERE void = 1;

CREATE INDEX letters_printed ON letters (printed_at, application, position) WHERE printed_at IS NOT NULL;

CREATE TABLE postings (
	application INTEGER NOT NULL, 
	id TEXT NOT NULL, 
	position INTEGER NOT NULL, 
	posted_on TEXT NOT NULL, 
	kind TEXT NOT NULL, 
	letters TEXT NOT NULL, 
	tracking_number TEXT NOT NULL, 
	posted_by TEXT, 
	delivered_on TEXT, 
	came_back_on TEXT, 
	came_back_why TEXT, 
	postage TEXT, 
	fee TEXT NOT NULL, 
	slip TEXT NOT NULL, 
	again TEXT NOT NULL, 
	new_address TEXT, 
	PRIMARY KEY (application, id), 
	FOREIGN KEY(application) REFERENCES applications (id)
)
 WITHOUT ROWID

;

CREATE INDEX postings_tracking ON postings (tracking_number) WHERE tracking_number <> '';

CREATE INDEX postings_sent ON postings (posted_on, application, position);

CREATE INDEX postings_back ON postings (came_back_on, application, position) WHERE came_back_on IS NOT NULL;

CREATE TABLE letter_facts (
	letter TEXT NOT NULL, 
	facts TEXT NOT NULL, 
	sha256 TEXT NOT NULL, 
	PRIMARY KEY (letter)
);

CREATE TABLE letter_pages (
	letter TEXT NOT NULL, 
	pages BLOB NOT NULL, 
	PRIMARY KEY (letter), 
	FOREIGN KEY(letter) REFERENCES letter_facts (letter)
);

CREATE TRIGGER letter_facts_no_update BEFORE UPDATE ON letter_facts BEGIN SELECT RAISE(ABORT, 'frozen'); END;

CREATE TRIGGER letter_pages_no_update BEFORE UPDATE ON letter_pages BEGIN SELECT RAISE(ABORT, 'frozen'); END;

CREATE TABLE holds (
	application INTEGER NOT NULL, 
	id TEXT NOT NULL, 
	position INTEGER NOT NULL, 
	reason TEXT NOT NULL, 
	review_on TEXT NOT NULL, 
	ordered_by TEXT NOT NULL, 
	ordered_on TEXT NOT NULL, 
	note TEXT NOT NULL, 
	lifted_by TEXT, 
	lifted_on TEXT, 
	PRIMARY KEY (application, id), 
	FOREIGN KEY(application) REFERENCES applications (id)
)
 WITHOUT ROWID

;

CREATE TABLE kept_applications (
	application INTEGER NOT NULL, 
	completed_on TEXT NOT NULL, 
	kept_until TEXT NOT NULL, 
	PRIMARY KEY (application), 
	FOREIGN KEY(application) REFERENCES applications (id)
);

CREATE INDEX kept_applications_until ON kept_applications (kept_until, application);

CREATE TABLE disposals (
	id INTEGER NOT NULL PRIMARY KEY AUTOINCREMENT, 
	number TEXT NOT NULL, 
	state TEXT NOT NULL, 
	items TEXT NOT NULL, 
	proposed_by TEXT NOT NULL, 
	proposed_at TEXT NOT NULL, 
	approval TEXT, 
	sent_back_reason TEXT NOT NULL, 
	paper TEXT, 
	carried_out_at TEXT, 
	"check" TEXT, 
	held TEXT NOT NULL, 
	first_entry INTEGER NOT NULL, 
	last_entry INTEGER NOT NULL
, proposal TEXT, names_proposed TEXT, names_signed TEXT);

CREATE TABLE disposed_numbers (
	receipt_number TEXT NOT NULL, 
	disposal INTEGER NOT NULL, 
	PRIMARY KEY (receipt_number), 
	FOREIGN KEY(disposal) REFERENCES disposals (id)
)
 WITHOUT ROWID

;

CREATE TABLE stamp_entries (
	id INTEGER NOT NULL PRIMARY KEY AUTOINCREMENT, 
	"on" TEXT NOT NULL, 
	movement TEXT NOT NULL, 
	worth INTEGER NOT NULL, 
	"by" TEXT NOT NULL, 
	at TEXT NOT NULL, 
	application INTEGER, 
	mail_item INTEGER, 
	posting TEXT, 
	receipt_number TEXT NOT NULL, 
	reference TEXT NOT NULL, 
	note TEXT NOT NULL, 
	second TEXT, 
	takes_back INTEGER, 
	count TEXT
);

CREATE INDEX stamp_entries_on ON stamp_entries ("on", id, worth);

CREATE INDEX stamp_entries_application ON stamp_entries (application) WHERE application IS NOT NULL;

CREATE INDEX stamp_entries_mail_item ON stamp_entries (mail_item) WHERE mail_item IS NOT NULL;

CREATE INDEX stamp_entries_posting ON stamp_entries (posting) WHERE posting IS NOT NULL;

CREATE INDEX stamp_entries_back ON stamp_entries (takes_back) WHERE takes_back IS NOT NULL;

CREATE INDEX stamp_entries_counts ON stamp_entries (id) WHERE movement = 'counted';

CREATE TABLE stamp_moves (
	entry INTEGER NOT NULL, 
	value INTEGER NOT NULL, 
	held INTEGER NOT NULL, 
	owned INTEGER NOT NULL, 
	PRIMARY KEY (entry, value), 
	FOREIGN KEY(entry) REFERENCES stamp_entries (id)
)
 WITHOUT ROWID

;

CREATE INDEX stamp_moves_value ON stamp_moves (value, entry);

CREATE TABLE stamp_balances (
	value INTEGER NOT NULL, 
	held INTEGER NOT NULL, 
	owned INTEGER NOT NULL, 
	PRIMARY KEY (value), 
	CONSTRAINT stamp_balances_not_negative CHECK (held >= 0 AND owned >= 0)
)
 WITHOUT ROWID

;

CREATE TABLE wording_revisions (
	id INTEGER NOT NULL PRIMARY KEY AUTOINCREMENT, 
	place TEXT NOT NULL, 
	words TEXT NOT NULL, 
	"before" TEXT NOT NULL, 
	wanted_from TEXT NOT NULL, 
	proposed_by TEXT NOT NULL, 
	proposed_at TEXT NOT NULL, 
	approval TEXT, 
	taken_back_by TEXT
, proposal TEXT);

CREATE TABLE work_index (
	application INTEGER NOT NULL, 
	received_on TEXT NOT NULL, 
	search_key INTEGER NOT NULL, 
	number_order INTEGER NOT NULL, 
	name TEXT NOT NULL, 
	kana_order TEXT NOT NULL, 
	rights TEXT NOT NULL, 
	work TEXT NOT NULL, 
	what TEXT NOT NULL, 
	why TEXT NOT NULL, 
	"by" TEXT NOT NULL, 
	since TEXT, 
	turns_on TEXT NOT NULL, 
	then_work TEXT, 
	then_what TEXT NOT NULL, 
	then_why TEXT NOT NULL, 
	then_by TEXT NOT NULL, carer TEXT DEFAULT '' NOT NULL, 
	PRIMARY KEY (application), 
	FOREIGN KEY(application) REFERENCES applications (id)
);

CREATE INDEX work_index_received ON work_index (received_on, application);

CREATE INDEX work_index_number ON work_index (number_order, application);

CREATE INDEX work_index_name ON work_index (name, application);

CREATE INDEX work_index_kana ON work_index (kana_order, application);

CREATE INDEX work_index_by ON work_index ("by", application, turns_on);

CREATE INDEX work_index_work ON work_index (work, application, turns_on);

CREATE INDEX work_index_open ON work_index (work, turns_on) WHERE work <> 'done';

CREATE INDEX work_index_dispose ON work_index (turns_on, "by", application) WHERE what = 'dispose';

CREATE INDEX work_index_turning ON work_index (turns_on, then_work) WHERE then_work IS NOT NULL;

CREATE TABLE search_rows (
	"key" INTEGER NOT NULL, 
	names TEXT NOT NULL, 
	addresses TEXT NOT NULL, 
	numbers TEXT NOT NULL, 
	PRIMARY KEY ("key")
);

CREATE VIRTUAL TABLE search USING fts5(grams, content='', columnsize=0, detail=none, tokenize='ascii');

CREATE TABLE running_numbers (
	kind TEXT NOT NULL, 
	era TEXT NOT NULL, 
	year INTEGER NOT NULL, 
	last INTEGER NOT NULL, 
	PRIMARY KEY (kind, era, year)
)
 WITHOUT ROWID

;

CREATE TABLE drafts (
	user TEXT NOT NULL, 
	"key" TEXT NOT NULL, 
	content TEXT NOT NULL, 
	PRIMARY KEY (user, "key")
)
 WITHOUT ROWID

;

CREATE TABLE users (
	position INTEGER NOT NULL, 
	id TEXT NOT NULL, 
	name TEXT NOT NULL, 
	roles TEXT NOT NULL, 
	PRIMARY KEY (position), 
	UNIQUE (id)
);

CREATE TABLE settings (
	name TEXT NOT NULL, 
	value TEXT NOT NULL, 
	PRIMARY KEY (name)
)
 WITHOUT ROWID

;

CREATE TABLE salts (
	subject TEXT NOT NULL, 
	salt BLOB NOT NULL, 
	PRIMARY KEY (subject)
)
 WITHOUT ROWID

;

CREATE TABLE journal (
	sequence INTEGER NOT NULL, 
	at TEXT NOT NULL, 
	actor TEXT NOT NULL, 
	action TEXT NOT NULL, 
	subject TEXT NOT NULL, 
	digests TEXT NOT NULL, 
	previous BLOB NOT NULL, 
	hash BLOB NOT NULL, 
	PRIMARY KEY (sequence)
);

CREATE INDEX journal_subject ON journal (subject, sequence) WHERE subject <> '';

CREATE INDEX journal_actor ON journal (actor, sequence, action);

CREATE INDEX journal_action ON journal (action, sequence);

CREATE INDEX journal_at ON journal (at, sequence);

CREATE TRIGGER journal_no_update BEFORE UPDATE ON journal BEGIN SELECT RAISE(ABORT, 'frozen'); END;

CREATE TRIGGER journal_no_delete BEFORE DELETE ON journal BEGIN SELECT RAISE(ABORT, 'frozen'); END;

CREATE TABLE address_changes (
	application INTEGER NOT NULL, 
	id TEXT NOT NULL, 
	position INTEGER NOT NULL, 
	mail_item INTEGER NOT NULL, 
	"of" TEXT NOT NULL, 
	postal_code TEXT NOT NULL, 
	address TEXT NOT NULL, 
	written_on TEXT, 
	received_on TEXT NOT NULL, 
	PRIMARY KEY (application, id), 
	FOREIGN KEY(application) REFERENCES applications (id)
)
 WITHOUT ROWID

;

CREATE TABLE inquiries (
	id INTEGER NOT NULL PRIMARY KEY AUTOINCREMENT, 
	token TEXT NOT NULL, 
	number TEXT NOT NULL, 
	received_on TEXT NOT NULL, 
	received_at TEXT NOT NULL, 
	channel TEXT NOT NULL, 
	kind TEXT NOT NULL, 
	addressed_to TEXT NOT NULL, 
	service TEXT NOT NULL, 
	text TEXT NOT NULL, 
	name TEXT NOT NULL, 
	kana TEXT NOT NULL, 
	postal_code TEXT NOT NULL, 
	address TEXT NOT NULL, 
	phone TEXT NOT NULL, 
	email TEXT NOT NULL, 
	attachments TEXT NOT NULL, 
	language TEXT NOT NULL, 
	logged_at TEXT NOT NULL, 
	logged_by TEXT NOT NULL, 
	mail_item INTEGER, 
	carried_into INTEGER, 
	course TEXT NOT NULL, 
	letters TEXT NOT NULL, 
	postings TEXT NOT NULL, 
	holds TEXT NOT NULL, 
	corrections TEXT NOT NULL, 
	version INTEGER NOT NULL, 
	work TEXT NOT NULL, 
	"by" TEXT, 
	leak_by TEXT, 
	completed_on TEXT, 
	kept_until TEXT, 
	found_names TEXT NOT NULL, 
	found_addresses TEXT NOT NULL, 
	found_numbers TEXT NOT NULL
, posted_first TEXT, posted_last TEXT, came_back_on TEXT, carer TEXT DEFAULT '' NOT NULL, own_number TEXT DEFAULT '' NOT NULL);

CREATE UNIQUE INDEX inquiries_number ON inquiries (number);

CREATE INDEX inquiries_token ON inquiries (token);

CREATE INDEX inquiries_received ON inquiries (received_on, id);

CREATE INDEX inquiries_open ON inquiries (work, "by", id) WHERE work <> 'done';

CREATE INDEX inquiries_leak ON inquiries (leak_by, id) WHERE leak_by IS NOT NULL;

CREATE INDEX inquiries_kept ON inquiries (kept_until, id) WHERE kept_until IS NOT NULL;

CREATE INDEX inquiries_mail ON inquiries (mail_item) WHERE mail_item IS NOT NULL;

CREATE INDEX inquiries_into ON inquiries (carried_into) WHERE carried_into IS NOT NULL;

CREATE TABLE purposes (
	id INTEGER NOT NULL PRIMARY KEY AUTOINCREMENT, 
	versions TEXT NOT NULL, 
	reviews TEXT NOT NULL, 
	"end" TEXT
);

CREATE TABLE data_places (
	id INTEGER NOT NULL PRIMARY KEY AUTOINCREMENT, 
	versions TEXT NOT NULL, 
	reviews TEXT NOT NULL, 
	"end" TEXT
);

CREATE TABLE provisions (
	id INTEGER NOT NULL PRIMARY KEY AUTOINCREMENT, 
	kind TEXT NOT NULL, 
	"on" TEXT, 
	party TEXT NOT NULL, 
	party_address TEXT NOT NULL, 
	representative TEXT NOT NULL, 
	person TEXT NOT NULL, 
	kana TEXT NOT NULL, 
	person_address TEXT NOT NULL, 
	person_number TEXT NOT NULL, 
	items TEXT NOT NULL, 
	consent TEXT NOT NULL, 
	circumstances TEXT NOT NULL, 
	country TEXT NOT NULL, 
	by_contract BOOLEAN NOT NULL, 
	last_on TEXT, 
	note TEXT NOT NULL, 
	entered_by TEXT NOT NULL, 
	entered_at TEXT, 
	ended_on TEXT, 
	ended_why TEXT NOT NULL, 
	ended_by TEXT, 
	proposed_by TEXT, 
	proposed_on TEXT, 
	disposed_by TEXT, 
	disposed_on TEXT, 
	folded TEXT NOT NULL
, token TEXT DEFAULT '' NOT NULL, holds TEXT DEFAULT '[]' NOT NULL);

CREATE TABLE cares (
	application INTEGER NOT NULL, 
	course TEXT NOT NULL, 
	PRIMARY KEY (application), 
	FOREIGN KEY(application) REFERENCES applications (id)
)
 WITHOUT ROWID

;

CREATE INDEX work_index_carer_received ON work_index (carer, received_on, application);

CREATE INDEX work_index_carer_by ON work_index (carer, "by", application, turns_on);

CREATE INDEX work_index_carer_open ON work_index (carer, work, turns_on, "by", received_on, application) WHERE work <> 'done';

CREATE TABLE tallies (
	id INTEGER NOT NULL, 
	received_on TEXT NOT NULL, 
	days INTEGER, 
	tally TEXT NOT NULL, 
	PRIMARY KEY (id)
);

CREATE INDEX tallies_received ON tallies (received_on, days, id);

CREATE TABLE tally_days (
	received_on TEXT NOT NULL, 
	figure TEXT NOT NULL, 
	code TEXT NOT NULL, 
	count INTEGER NOT NULL, 
	PRIMARY KEY (received_on, figure, code)
)
 WITHOUT ROWID

;

CREATE INDEX inquiries_posted ON inquiries (posted_last, id) WHERE posted_last IS NOT NULL;

CREATE INDEX inquiries_back ON inquiries (came_back_on, id) WHERE came_back_on IS NOT NULL;

CREATE TABLE filings (
	application INTEGER NOT NULL, 
	place TEXT NOT NULL, 
	corrective TEXT, 
	remark TEXT NOT NULL, 
	"by" TEXT, 
	at TEXT, 
	PRIMARY KEY (application), 
	FOREIGN KEY(application) REFERENCES applications (id)
)
 WITHOUT ROWID

;

CREATE TABLE trainings (
	id INTEGER NOT NULL PRIMARY KEY AUTOINCREMENT, 
	"on" TEXT, 
	subject TEXT NOT NULL, 
	content TEXT NOT NULL, 
	held_by TEXT NOT NULL, 
	attended TEXT NOT NULL, 
	material TEXT NOT NULL, 
	understood TEXT NOT NULL, 
	made_up TEXT NOT NULL, 
	note TEXT NOT NULL, 
	entered_by TEXT NOT NULL, 
	entered_at TEXT, 
	ended_on TEXT, 
	ended_why TEXT NOT NULL, 
	ended_by TEXT
);

CREATE INDEX inquiries_carer ON inquiries (carer, received_on, id);

CREATE TABLE standings (
	application INTEGER NOT NULL, 
	state TEXT NOT NULL, 
	complete BOOLEAN NOT NULL, 
	compared TEXT NOT NULL, 
	required INTEGER NOT NULL, 
	counted INTEGER NOT NULL, 
	short INTEGER NOT NULL, 
	came INTEGER NOT NULL, 
	paid_on TEXT, 
	completed_on TEXT, 
	came_back TEXT NOT NULL, 
	PRIMARY KEY (application), 
	FOREIGN KEY(application) REFERENCES applications (id)
)
 WITHOUT ROWID

;

CREATE INDEX provisions_token ON provisions (token);

CREATE INDEX applications_own_number ON applications (own_number) WHERE own_number <> '';

CREATE TABLE imports (
	id INTEGER NOT NULL PRIMARY KEY AUTOINCREMENT, 
	at TEXT NOT NULL, 
	"by" TEXT NOT NULL, 
	sha256 TEXT NOT NULL, 
	carried INTEGER NOT NULL, 
	waiting INTEGER NOT NULL, 
	refused INTEGER NOT NULL, 
	first_application INTEGER NOT NULL, 
	last_application INTEGER NOT NULL, 
	first_mail INTEGER NOT NULL, 
	last_mail INTEGER NOT NULL, 
	taken_back_at TEXT, 
	taken_back_by TEXT
, kind TEXT DEFAULT 'applications' NOT NULL, first_entry INTEGER DEFAULT 0 NOT NULL, last_entry INTEGER DEFAULT 0 NOT NULL);

CREATE INDEX provisions_kept ON provisions (last_on, "on") WHERE disposed_on IS NULL;

CREATE TABLE scans (
	application INTEGER NOT NULL, 
	id TEXT NOT NULL, 
	shows TEXT NOT NULL, 
	enclosure TEXT, 
	kind TEXT NOT NULL, 
	pages INTEGER NOT NULL, 
	size INTEGER NOT NULL, 
	sealed_sha256 TEXT NOT NULL, 
	pdf_sha256 TEXT NOT NULL, 
	at TEXT NOT NULL, 
	"by" TEXT NOT NULL, 
	masks TEXT NOT NULL, 
	removed_by TEXT, 
	removed_at TEXT, 
	removed_why TEXT NOT NULL, 
	identity TEXT NOT NULL, source TEXT DEFAULT '' NOT NULL, source_sha256 TEXT DEFAULT '' NOT NULL, source_rest TEXT DEFAULT '[]' NOT NULL, 
	PRIMARY KEY (application, id), 
	FOREIGN KEY(application) REFERENCES applications (id)
)
 WITHOUT ROWID

;

CREATE TABLE removed_scans (
	id TEXT NOT NULL, 
	PRIMARY KEY (id)
)
 WITHOUT ROWID

;

CREATE INDEX scans_left ON scans (source) WHERE source <> '';

INSERT INTO search(search, rank) VALUES('secure-delete', 1);

INSERT INTO alembic_version VALUES('0027');

INSERT INTO settings VALUES('approvals_before', '0');

