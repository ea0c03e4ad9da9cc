import type { AccountTable, RoleTable, SessionTable, UserTable } from './account';
import type { ApiTokenTable } from './api-token';
import type { AssessmentTable, HonourTable, ScoreTable } from './assessment';
import type { AuditHeadTable, AuditLinkTable, AuditTable, SettingTable } from './audit';
import type {
	BallotTable,
	BoxTable,
	CheckpointTable,
	CodeTable,
	LogHeadTable,
	LogTable,
	SpentTable
} from './ballot';
import type { ChairElectorateTable, ElectorTable } from './chair-electorate';
import type { CustodianTable, KeySetTable, KeyShareTable, SurveyKeySetTable } from './custody';
import type { AnomalyTable, DestructionTable, DisputeExtensionTable } from './destruction';
import type { DrawTable } from './draw';
import type {
	InvitationTable,
	LoginLockTable,
	PasswordHistoryTable,
	RecoveryCodeTable,
	SecondFactorTable
} from './getting-in';
import type { FigureDueTable, FigureTable } from './figure';
import type { HistoryEvidenceTable, HistoryFileTable, HistoryTable } from './history';
import type { HonourCheckTable, HonourInspectionTable, HonourRevocationTable } from './honour';
import type {
	ImportRowTable,
	ImportTable,
	ImportUnionTable,
	MemberCountTable,
	RevisionTable
} from './import';
import type { ImprovementTable } from './improvement';
import type { AttendanceTable, MeetingTable } from './meeting';
import type { LeftoverTable, PaperAnswerTable, PaperCountTable, ReconcileTable } from './paper';
import type { PublicationTable } from './publication';
import type { RedactionTable } from './redaction';
import type { ResultCountTable, ResultTable, ResultTextTable } from './result';
import type {
	ApplicationEventTable,
	ApplicationTable,
	ReviewerAssignmentTable,
	RoundTable
} from './round';
import type { EvidenceFileTable, ScoreChangeTable, SheetEntryTable } from './sheet';
import type { CodeBatchTable, SurveySubjectTable, SurveyTable } from './survey';
import type { PersonTable, TermTable, UnionTable } from './union';

/** Every table this application queries. `verification` is better-auth's own. */
export interface Tables {
	user: UserTable;
	account: AccountTable;
	session: SessionTable;
	role: RoleTable;
	login_lock: LoginLockTable;
	password_history: PasswordHistoryTable;
	second_factor: SecondFactorTable;
	recovery_code: RecoveryCodeTable;
	invitation: InvitationTable;
	api_token: ApiTokenTable;
	union: UnionTable;
	person: PersonTable;
	term: TermTable;
	survey: SurveyTable;
	survey_subject: SurveySubjectTable;
	code_batch: CodeBatchTable;
	chair_electorate: ChairElectorateTable;
	elector: ElectorTable;
	box: BoxTable;
	code: CodeTable;
	spent: SpentTable;
	log: LogTable;
	log_head: LogHeadTable;
	checkpoint: CheckpointTable;
	ballot: BallotTable;
	result: ResultTable;
	result_count: ResultCountTable;
	result_text: ResultTextTable;
	redaction: RedactionTable;
	publication: PublicationTable;
	figure: FigureTable;
	figure_due: FigureDueTable;
	history: HistoryTable;
	history_file: HistoryFileTable;
	history_evidence: HistoryEvidenceTable;
	assessment: AssessmentTable;
	score: ScoreTable;
	sheet_entry: SheetEntryTable;
	score_change: ScoreChangeTable;
	evidence_file: EvidenceFileTable;
	round: RoundTable;
	application: ApplicationTable;
	application_event: ApplicationEventTable;
	reviewer_assignment: ReviewerAssignmentTable;
	draw: DrawTable;
	honour: HonourTable;
	honour_revocation: HonourRevocationTable;
	honour_check: HonourCheckTable;
	honour_inspection: HonourInspectionTable;
	key_set: KeySetTable;
	custodian: CustodianTable;
	survey_key_set: SurveyKeySetTable;
	key_share: KeyShareTable;
	destruction: DestructionTable;
	dispute_extension: DisputeExtensionTable;
	anomaly: AnomalyTable;
	paper_count: PaperCountTable;
	paper_answer: PaperAnswerTable;
	leftover: LeftoverTable;
	reconcile: ReconcileTable;
	meeting: MeetingTable;
	attendance: AttendanceTable;
	import: ImportTable;
	import_row: ImportRowTable;
	import_union: ImportUnionTable;
	member_count: MemberCountTable;
	revision: RevisionTable;
	improvement: ImprovementTable;
	audit: AuditTable;
	audit_link: AuditLinkTable;
	audit_head: AuditHeadTable;
	setting: SettingTable;
}
