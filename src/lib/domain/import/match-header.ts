import { columnName } from './column-name.ts';
import { comparable } from './parse-text.ts';

/** A column that an import knows. */
export interface ImportColumn<K extends string = string> {
	key: K;
	/** As templates and exports print it. */
	header: string;
	/** What else people call it. */
	synonyms: readonly string[];
	required: boolean;
}

export interface MatchedHeader<K extends string> {
	/** Index of each column that is there. */
	places: Partial<Record<K, number>>;
	/** What is missing or there twice, in Chinese with what to do; rows are not looked at while there is any. */
	problems: string[];
	/** Headers that nothing is known of: their columns are left alone. */
	unknown: string[];
}

/** Finds the columns in whatever order; blanks, widths and remarks in brackets, such as 名称（必填）, do not matter. */
export function matchHeader<K extends string>(
	header: readonly string[],
	columns: readonly ImportColumn<K>[]
): MatchedHeader<K> {
	const found = new Map<K, number[]>();
	const unknown: string[] = [];
	header.forEach((text, index) => {
		const column = columns.find((one) => isCalled(one, text));
		if (column) found.set(column.key, [...(found.get(column.key) ?? []), index]);
		else if (comparable(text) !== '') unknown.push(text);
	});
	const places: Partial<Record<K, number>> = {};
	const problems: string[] = [];
	for (const column of columns) {
		const [first, ...others] = found.get(column.key) ?? [];
		if (first !== undefined) places[column.key] = first;
		else if (column.required) problems.push(`缺少“${column.header}”一列，请补上。`);
		if (first !== undefined && others.length > 0)
			problems.push(
				`“${column.header}”有 ${others.length + 1} 列（${[first, ...others].map(columnName).join('、')}），请只留一列。`
			);
	}
	return { places, problems, unknown };
}

function isCalled({ header, synonyms }: ImportColumn, text: string): boolean {
	const forms = [comparable(text), comparable(text).replace(/\([^()]*\)|\*/g, '')];
	return [header, ...synonyms].some((name) => forms.includes(comparable(name)));
}
