import { formatShanghai } from '../clock-time.ts';
import { drawPurposeNames, type DrawPurpose } from '../sampling/purpose.ts';
import { seedSourceNames, type SeedSource } from '../sampling/seed.ts';
import { cell, row, type FormTable } from './form-layout.ts';

/** A random draw as its record names it. */
export interface DrawFacts {
	id: string;
	purpose: DrawPurpose;
	/** From 1, by purpose. */
	seq: number;
	/** Why another one after the first. */
	reason: string;
	state: 'prepared' | 'drawn' | 'abandoned';
	seed: string | null;
	seedSource: SeedSource | null;
	/** SHA-256 of the frame, in hexadecimal. */
	frameHash: string;
	/** ISO UTC; null while it is only prepared. */
	endedAt: string | null;
	endedBy: string | null;
}

const stateNames = { prepared: '待抽取', drawn: '已抽取', abandoned: '已放弃' };

/** Every draw of the union and year, also those that do not count; empty where there was none. */
export function drawTables(draws: readonly DrawFacts[]): FormTable[] {
	if (draws.length === 0) return [];
	const heads = ['用途', '抽样编号', '状态', '种子', '抽样名单的 SHA-256'];
	return [
		{
			...{ heading: '随机抽样', small: true },
			columns: [36, 30, 38, 34, 36].map((width) => ({ width })),
			head: [row(heads.map((text) => cell('head', text)))],
			rows: draws.map((draw) => row(textsOf(draw).map((text) => cell('text', text))))
		}
	];
}

function textsOf({ purpose, seq, id, reason, state, ...draw }: DrawFacts): string[] {
	const when = draw.endedAt && `${formatShanghai(draw.endedAt) ?? ''}，${draw.endedBy ?? ''}`;
	return [
		`${drawPurposeNames[purpose]}（第${seq}次）`,
		id,
		[stateNames[state], when, reason && `再抽理由：${reason}`].filter(Boolean).join('\n'),
		draw.seed ? `${draw.seed}\n${draw.seedSource ? seedSourceNames[draw.seedSource] : ''}` : '—',
		draw.frameHash
	];
}
