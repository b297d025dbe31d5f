# SPDX-License-Identifier: MIT
"""The journal: who did what, without personal values."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date, datetime
from typing import NamedTuple

from typing_extensions import override

from desk_app.records.base import Word


class Action(Word):
    """What a journal entry says was done."""

    DESK_FOUNDED = "desk_founded"
    USER_ADDED = "user_added"
    USER_REMOVED = "user_removed"
    ROLES_CHANGED = "roles_changed"
    PASSWORD_CHANGED = "password_changed"  # noqa: S105 an act, no password
    PASSWORD_GIVEN = "password_given"  # noqa: S105 an act, no password
    KEYS_RENEWED = "keys_renewed"
    KEYS_CARRIED_THROUGH = "keys_carried_through"
    CARRIED_OVER = "carried_over"
    CONFIRMED_SELF = "confirmed_self"
    PEPPER_CHANGED = "pepper_changed"
    SHEET_MADE = "sheet_made"
    SHEET_CONFIRMED = "sheet_confirmed"
    SHEET_DESTROYED = "sheet_destroyed"
    SHEET_USED = "sheet_used"
    PASSWORD_REFUSED = "password_refused"  # noqa: S105 an act, no password
    COUNT_SET_BACK = "count_set_back"
    STATION_ADDED = "station_added"
    STATION_JOINED = "station_joined"
    STATION_REMOVED = "station_removed"
    OFFICE_ENDED = "office_ended"
    SIGNED_IN = "signed_in"
    DAY_BEGUN = "day_begun"
    VERB_REFUSED = "verb_refused"
    MAIL_LOGGED = "mail_logged"
    MAIL_HANDLED = "mail_handled"
    MAIL_HANDLING_TAKEN_BACK = "mail_handling_taken_back"
    DRAFT_SAVED = "draft_saved"
    APPLICATION_LOGGED = "application_logged"
    APPLICATION_OPENED = "application_opened"
    """Somebody looked at it: once a person and day."""
    APPLICATION_CORRECTED = "application_corrected"
    FORM_WRITTEN_ANEW = "form_written_anew"
    SUPPLEMENT_ATTACHED = "supplement_attached"
    SUPPLEMENT_MOVED = "supplement_moved"
    PIECES_ALLOTTED = "pieces_allotted"
    ALLOTMENT_TAKEN_BACK = "allotment_taken_back"
    JUDGED = "judged"
    JUDGEMENT_TAKEN_BACK = "judgement_taken_back"
    DEPARTMENT_ASKED = "department_asked"
    DEPARTMENT_CHASED = "department_chased"
    DEPARTMENT_ANSWERED = "department_answered"
    NOTICE_GIVEN = "notice_given"
    LAPSE_CONFIRMED = "lapse_confirmed"
    WITHDRAWAL_LOGGED = "withdrawal_logged"
    ADDRESS_CHANGE_LOGGED = "address_change_logged"
    WITHDRAWAL_CONFIRMED = "withdrawal_confirmed"
    DECISION_PROPOSED = "decision_proposed"
    DECISION_APPROVED = "decision_approved"
    DECISION_SENT_BACK = "decision_sent_back"
    DECISION_TAKEN_BACK = "decision_taken_back"
    LETTER_ISSUED = "letter_issued"
    LETTER_VOIDED = "letter_voided"
    LETTER_PRINTED = "letter_printed"
    LETTER_EXPORTED = "letter_exported"
    JOURNAL_CHECKED = "journal_checked"
    LEDGER_EXPORTED = "ledger_exported"
    PAGES_EXPORTED = "pages_exported"
    POSTED = "posted"
    SLIP_BEGUN = "slip_begun"
    POSTING_TAKEN_BACK = "posting_taken_back"
    STAMPS_OPENED = "stamps_opened"
    STAMPS_BOUGHT = "stamps_bought"
    STAMPS_EXCHANGED = "stamps_exchanged"
    STAMPS_SPOILT = "stamps_spoilt"
    STAMPS_COUNTED = "stamps_counted"
    STAMPS_TAKEN_BACK = "stamps_taken_back"
    DELIVERED = "delivered"
    CAME_BACK = "came_back"
    DELIVERY_TAKEN_BACK = "delivery_taken_back"
    COMING_BACK_TAKEN_BACK = "coming_back_taken_back"
    NEW_ADDRESS_CHECKED = "new_address_checked"
    TRACKING_NUMBER_WRITTEN = "tracking_number_written"
    THINGS_RETURNED = "things_returned"
    RETURN_TAKEN_BACK = "return_taken_back"
    PAPER_READ = "paper_read"
    PAPER_MASKED = "paper_masked"
    PAPER_MOVED = "paper_moved"
    RULEBOOK_PROPOSED = "rulebook_proposed"
    RULEBOOK_CONFIRMED = "rulebook_confirmed"
    RULEBOOK_TAKEN = "rulebook_taken"
    RULEBOOK_GIVEN_BACK = "rulebook_given_back"
    RULEBOOK_EXPORTED = "rulebook_exported"
    EVIDENCE_EXPORTED = "evidence_exported"
    WORDING_PROPOSED = "wording_proposed"
    WORDING_APPROVED = "wording_approved"
    WORDING_TAKEN_BACK = "wording_taken_back"
    PAPER_SET = "paper_set"
    WEB_PAGES_SET = "web_pages_set"
    PROFILE_CHANGED = "profile_changed"
    BACKUP_FOLDER_CHOSEN = "backup_folder_chosen"
    BACKUP_BEGUN = "backup_begun"
    DRILL_HELD = "drill_held"
    DESK_RESTORED = "desk_restored"
    DESK_REPAIRED = "desk_repaired"
    CLOCK_CONFIRMED = "clock_confirmed"
    HOLD_ORDERED = "hold_ordered"
    HOLD_LIFTED = "hold_lifted"
    DISPOSAL_PROPOSED = "disposal_proposed"
    DISPOSAL_SENT_BACK = "disposal_sent_back"
    DISPOSAL_SIGNED = "disposal_signed"
    DISPOSED = "disposed"
    DISPOSAL_CARRIED_OUT = "disposal_carried_out"
    DISPOSAL_CHECKED = "disposal_checked"
    PAPER_DESTROYED = "paper_destroyed"
    CONTRACTOR_NOTED = "contractor_noted"
    OLD_BACKUPS_ENDED = "old_backups_ended"
    REGISTER_ENTERED = "register_entered"
    REGISTER_CHANGED = "register_changed"
    REGISTER_ENDED = "register_ended"
    REGISTER_REVIEWED = "register_reviewed"
    PUBLISHED_KEPT = "published_kept"
    PROVISION_DISPOSAL_PROPOSED = "provision_disposal_proposed"
    PROVISION_DISPOSED = "provision_disposed"
    INQUIRY_LOGGED = "inquiry_logged"
    INQUIRY_CORRECTED = "inquiry_corrected"
    INQUIRY_TAKEN = "inquiry_taken"
    INQUIRY_SUPPLEMENTED = "inquiry_supplemented"
    INTERIM_ANSWER_GIVEN = "interim_answer_given"
    INQUIRY_ANSWERED = "inquiry_answered"
    INQUIRY_REFERRED = "inquiry_referred"
    INQUIRY_UNDELIVERABLE = "inquiry_undeliverable"
    INQUIRY_CARRIED_OVER = "inquiry_carried_over"
    INQUIRY_CLOSED = "inquiry_closed"
    INQUIRY_STEP_TAKEN_BACK = "inquiry_step_taken_back"
    CAUSE_FOUND = "cause_found"
    MEASURE_DECIDED = "measure_decided"
    MEASURE_DONE = "measure_done"
    MEASURE_CHECKED = "measure_checked"
    LEAK_SUSPECTED = "leak_suspected"
    LEAK_REPORTED = "leak_reported"
    LEAK_RULED_OUT = "leak_ruled_out"
    CARE_TAKEN_OVER = "care_taken_over"
    CARE_ASSIGNED = "care_assigned"
    CARE_HANDED_BACK = "care_handed_back"
    CARE_TAKEN_BACK = "care_taken_back"
    FILING_NOTED = "filing_noted"
    SCAN_ATTACHED = "scan_attached"
    SCAN_REMOVED = "scan_removed"
    SCAN_FILE_DELETED = "scan_file_deleted"
    SCAN_FILE_GONE = "scan_file_gone"
    SCAN_FILE_GIVEN_UP = "scan_file_given_up"
    ABSENCE_SET = "absence_set"
    LEDGER_IMPORTED = "ledger_imported"
    ENTRY_CARRIED_OVER = "entry_carried_over"
    IMPORT_TAKEN_BACK = "import_taken_back"


@dataclass(frozen=True, slots=True)
class JournalMark:
    """The journal's head as printed on paper: sequence number and last 12 characters."""

    sequence: int
    tail: str

    @override
    def __str__(self) -> str:
        """Return ``#12345 a41c09e75b20``."""
        return f"#{self.sequence} {self.tail}"


@dataclass(frozen=True, slots=True)
class JournalLink:
    """How an entry stands in the chain: as paper shows it and the one before it.

    ``fits`` says that it is as it was noted and follows that one; zeros stand before the first.
    """

    mark: JournalMark
    before: JournalMark
    fits: bool


@dataclass(frozen=True, slots=True)
class JournalEntry:
    """One entry as read back: no personal values, only field names and keyed digests."""

    sequence: int
    at: datetime
    actor: str
    action: Action
    subject: str
    digests: str
    previous: str
    hash: str


class NewEntry(NamedTuple):
    """An entry that is to be noted with many others.

    ``subject`` is the random name of what it is about, empty for the whole desk; ``facts`` are kept
    as field names with keyed digests, never as values.
    """

    action: Action
    subject: str
    facts: Mapping[str, str | int | date | None]


@dataclass(frozen=True, slots=True)
class HashedEntry:
    """One entry exactly as it was hashed: all text; both hashes in hexadecimal digits."""

    sequence: int
    at: str
    actor: str
    action: str
    subject: str
    digests: str
    previous: str
    hash: str
