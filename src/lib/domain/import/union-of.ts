/** A union that a row of terms or counts names. */
export interface NamedUnion {
	id: string;
	name: string;
	path: string;
	closed: boolean;
}

/** The union of a code, if the importer may enter something for it; otherwise `say` is told what is wrong. */
export function unionOf(
	code: string | undefined,
	{ unions, scope }: { unions: ReadonlyMap<string, NamedUnion>; scope: string },
	say: (text: string) => void
): NamedUnion | undefined {
	if (code === undefined) return undefined;
	const union = unions.get(code);
	if (!union) say(`没有代码为 ${code} 的工会。请核对，或先导入工会。`);
	else if (!union.path.startsWith(scope))
		say(`${code} 是别处的工会，不在您管理的范围内。请删去这一行，或核对代码。`);
	else if (union.closed) say(`${code} 已经撤销，不能修改。请删去这一行。`);
	else return union;
	return undefined;
}
