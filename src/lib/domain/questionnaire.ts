import type { SectionId } from './rubric.ts';
import type { Option, Subject } from './words.ts';

/** The question that alone decides the satisfaction rate. */
export interface OverallQuestion {
	/** Stable: `<subject>.overall`. */
	id: string;
	text: string;
}

/** A rating of one side of the work; never part of the rate. */
export interface ItemQuestion {
	/** Stable: `<subject>.<word>`, such as `home.rights`. */
	id: string;
	section: SectionId;
	text: string;
}

/** The free text, which a member may leave empty. */
export interface CommentQuestion {
	/** Stable: `<subject>.comment`. */
	id: string;
	prompt: string;
	/** Shown beside the field: what is written is read as it stands. */
	warning: string;
	/** In UTF-16 units, as `maxlength` and `String.length` count. */
	max_length: number;
}

/** The questions about one subject: `rubrics/questionnaires/<subject>.yaml`. */
export interface Questionnaire {
	id: Subject;
	/** Raised with every change of wording, so that years can be told apart. */
	version: number;
	subject: Subject;
	title: string;
	intro: string;
	overall: OverallQuestion;
	items: ItemQuestion[];
	comment: CommentQuestion;
	/** The answers of every rating question, in the order in which they are printed. */
	options: Option[];
}

/** Ids of the rating questions, overall first; the comment is not among them. */
export function questionIds(questionnaire: Questionnaire): string[] {
	return [questionnaire.overall.id, ...questionnaire.items.map((item) => item.id)];
}
