import { withStorage } from '../with-storage';

interface Column {
	/** From 1, as `:nth-child` counts. */
	place: number;
	label: string;
	/** Whether it is in sight before anybody chooses: some are not on a phone. */
	shown: boolean;
}

/** Which columns of a table somebody wants to see, kept by heading in this browser. The first always stays. */
export class Columns {
	list = $state.raw<Column[]>([]);
	#chosen = $state.raw<Record<string, boolean>>({});
	readonly #key: string;

	constructor(name: string) {
		this.#key = `pingjia-columns:${name}`;
	}

	/** Reads the headings as they are now, and what was chosen before. */
	read(table: HTMLTableElement): void {
		this.#chosen = withStorage({}, (storage) => parseChoice(storage.getItem(this.#key)));
		// Without its id the rules below do not apply.
		const { id } = table;
		table.removeAttribute('id');
		this.list = [...(table.tHead?.rows[0]?.cells ?? [])].flatMap((cell, index) => {
			const label = cell.textContent.trim();
			const isControl = cell.querySelector('input, .sr-only') !== null;
			if (index === 0 || isControl || label === '') return [];
			return [{ place: index + 1, label, shown: getComputedStyle(cell).display !== 'none' }];
		});
		table.id = id;
	}

	isShown({ label, shown }: Column): boolean {
		return this.#chosen[label] ?? shown;
	}

	show(label: string, shown: boolean): void {
		this.#chosen = { ...this.#chosen, [label]: shown };
		const text = JSON.stringify(this.#chosen);
		withStorage(undefined, (storage) => storage.setItem(this.#key, text));
	}

	reset(): void {
		this.#chosen = {};
		withStorage(undefined, (storage) => storage.removeItem(this.#key));
	}

	get changed(): boolean {
		return this.list.some((column) => this.isShown(column) !== column.shown);
	}

	/** Rules that put the choice into force; rows that are one cell stay. */
	rulesFor(tableId: string): string {
		return this.list
			.filter((column) => this.isShown(column) !== column.shown)
			.map(({ place, shown }) => {
				const cell = `#${tableId} > * > tr > :nth-child(${place}):not([colspan])`;
				return `${cell} { display: ${shown ? 'none' : 'table-cell'}; }`;
			})
			.join('\n');
	}
}

function parseChoice(text: string | null): Record<string, boolean> {
	try {
		const kept: unknown = JSON.parse(text ?? '{}');
		const entries = typeof kept === 'object' && kept !== null ? Object.entries(kept) : [];
		return Object.fromEntries(entries.filter(([, shown]) => typeof shown === 'boolean'));
	} catch (error) {
		if (error instanceof SyntaxError) return {};
		throw error;
	}
}
