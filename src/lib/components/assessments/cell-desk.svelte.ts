import { tick } from 'svelte';
import { SvelteMap } from 'svelte/reactivity';
import { cellProblemMessage } from '$lib/domain/cell-problem';
import { findCriterion } from '$lib/domain/rubric';
import { cellKey, readCell, sameCell, type CellContent } from '$lib/domain/score-cell';
import { changedCells, type CellEdit, type CellFault } from '$lib/domain/score-form';
import type { ScoreKind, ScoreSheet } from '$lib/domain/score-sheet';
import { keepDraft, readDraft } from './draft-store';
import { fillCell } from './fill-cell';
import { sendCells } from './send-cells';

/** What became of a cell: 待发送, 已保存, 未能保存 and why. */
export type CellMark =
	| { state: 'waiting' }
	| { state: 'saved' }
	| { state: 'failed'; text: string }
	| { state: 'conflict'; theirs: NonNullable<CellFault['conflict']> };

export interface DeskOptions {
	sheet: () => ScoreSheet;
	kind: ScoreKind;
	/** Where cells are sent. */
	address: string;
	/** Where the draft lies in the browser. */
	draftKey: string;
}

const TYPING_MS = 700;
const RETRY_MS = [2_000, 5_000, 15_000, 30_000];

/**
 * Sends what somebody types, cell by cell, until the server has it. Until then it is kept in the browser too, so that
 * neither a lost connection nor a closed page loses it.
 */
export function createCellDesk(options: DeskOptions) {
	const { kind } = options;
	/** What the server holds, where that is known to be other than what the page was loaded with. */
	const known = new SvelteMap<string, CellContent>();
	const marks = new SvelteMap<string, CellMark>();
	/** What was typed when the mark was made; typing on makes the cell wait again. */
	const judged = new SvelteMap<string, CellContent>();
	const desk = $state({
		/** The whole form as it stands. */
		typed: null as Record<string, string> | null,
		unsent: 0,
		unreachable: false,
		/** Why the server takes nothing at all. */
		refused: '',
		restored: 0
	});
	let form: HTMLFormElement | null = null;
	let timer: ReturnType<typeof setTimeout> | undefined;
	let sending = false;
	let failures = 0;

	function edits(): CellEdit[] {
		const values = Object.fromEntries(
			[...new FormData(form ?? undefined)].map(([name, value]) => [name, String(value)])
		);
		desk.typed = values;
		return changedCells(options.sheet().rubric, kind, values);
	}

	const isJudged = (edit: CellEdit) => {
		const before = judged.get(cellKey(edit));
		return before !== undefined && sameCell(before, edit.typed);
	};

	/** Reads the form again: marks what waits, keeps it, and says what is to be sent. */
	function review(): CellEdit[] {
		const all = edits();
		const waiting = all.filter((edit) => !isJudged(edit));
		const changed = all.map(cellKey);
		for (const edit of waiting) marks.set(cellKey(edit), { state: 'waiting' });
		// Typed back to what it was.
		for (const [key, mark] of marks)
			if (!changed.includes(key) && mark.state !== 'saved') marks.delete(key);
		const unsaved = all.filter((edit) => marks.get(cellKey(edit))?.state !== 'saved');
		desk.unsent = unsaved.length;
		keepDraft(options.draftKey, { reason: reasonTyped(), edits: unsaved });
		return waiting;
	}

	function reasonTyped(): string {
		return desk.typed?.['reason'] ?? '';
	}

	function check(edit: CellEdit): boolean {
		const read = readCell(options.sheet(), edit, edit.typed);
		if (!('problem' in read)) return true;
		fail({ ...edit, problem: read.problem, conflict: null });
		return false;
	}

	function fail(fault: CellFault): void {
		const key = cellKey(fault);
		judged.set(key, fault.typed);
		if (fault.conflict) return void marks.set(key, { state: 'conflict', theirs: fault.conflict });
		const points = findCriterion(options.sheet().rubric, fault.criterionId)?.points ?? 0;
		const text = cellProblemMessage(fault.problem ?? 'unknown', { field: fault.field, points });
		marks.set(key, { state: 'failed', text });
	}

	function schedule(delay: number): void {
		clearTimeout(timer);
		timer = setTimeout(() => void flush(), delay);
	}

	/** Sends what waits; what is typed meanwhile is sent afterwards. */
	async function flush(): Promise<void> {
		clearTimeout(timer);
		if (sending || !form) return;
		const waiting = review().filter(check);
		if (waiting.length === 0) return void review();
		sending = true;
		const outcome = await sendCells(options.address, {
			...{ kind, reason: reasonTyped() },
			edits: waiting.slice(0, 100)
		});
		sending = false;
		desk.unreachable = outcome.kind === 'unreachable';
		desk.refused = outcome.kind === 'refused' ? outcome.message : '';
		if (outcome.kind === 'refused') return;
		if (outcome.kind === 'unreachable')
			return schedule(RETRY_MS[Math.min(failures++, RETRY_MS.length - 1)] ?? 0);
		failures = 0;
		for (const edit of waiting) {
			const content = outcome.saved[cellKey(edit)];
			if (content) settle(edit, content);
		}
		outcome.faults.forEach(fail);
		await tick();
		if (review().length > 0) schedule(0);
	}

	function settle(edit: CellEdit, content: CellContent): void {
		const key = cellKey(edit);
		known.set(key, content);
		judged.set(key, edit.typed);
		marks.set(key, { state: 'saved' });
	}

	return {
		desk,
		known,
		marks,
		/** Begins: takes up what was left unsent, and what was typed before the scripts arrived. */
		async start(element: HTMLFormElement): Promise<void> {
			form = element;
			const draft = readDraft(options.draftKey);
			for (const edit of draft?.edits ?? []) {
				known.set(cellKey(edit), edit.was);
				fillCell(element, edit, edit.typed);
			}
			const reason = element.elements.namedItem('reason');
			if (draft && reason instanceof HTMLInputElement) reason.value = draft.reason;
			desk.restored = draft?.edits.length ?? 0;
			await tick();
			if (review().length > 0) schedule(0);
		},
		stop(): void {
			clearTimeout(timer);
			form = null;
		},
		/** Somebody typed. */
		typed(event: Event): void {
			const field = event.target;
			if (field instanceof HTMLInputElement && field.name === 'reason') judged.clear();
			if (review().length > 0) schedule(TYPING_MS);
		},
		/** Sends now: the connection is back, or somebody asked for it. */
		send(): void {
			failures = 0;
			void flush();
		},
		/** Ends a conflict: `mine` is sent again knowing theirs, or theirs takes its place. */
		async resolve(edit: Pick<CellEdit, 'criterionId' | 'kind' | 'field'>, keep: 'mine' | 'theirs') {
			const key = cellKey(edit);
			const mark = marks.get(key);
			if (mark?.state !== 'conflict' || !form) return;
			const { value, note } = mark.theirs;
			known.set(key, { value, note });
			judged.delete(key);
			marks.delete(key);
			if (keep === 'theirs') fillCell(form, edit, { value, note });
			await tick();
			review();
			void flush();
		}
	};
}

export type CellDesk = ReturnType<typeof createCellDesk>;
