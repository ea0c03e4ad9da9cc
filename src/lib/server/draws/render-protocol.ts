import { formatShanghai } from '$lib/domain/clock-time';
import { groupHash } from '$lib/domain/sampling/frame';
import { treatmentNames } from '$lib/domain/sampling/mean-of-sample';
import { drawPurposeNames, frameNames, sizeMethodNames } from '$lib/domain/sampling/purpose';
import { seedSourceNames } from '$lib/domain/sampling/seed';
import { sampleSizeOf } from '$lib/domain/sampling/strata';
import { printPage } from '../paper/print-style';
import { escapeHtml } from '../slips/escape-html';
import { drawnUnits, type DrawLine, type DrawRecord } from './read-draw';

export interface DrawProtocol {
	draw: DrawRecord;
	/** Every draw of this union, year and purpose. */
	all: readonly DrawLine[];
	unionName: string;
	/** Of `headNote`. */
	recordNote: string;
}

const inWords =
	'每家单位算一个键：随机数、种子、抽样框哈希值、单位类型（下表里的英文）、组织代码各占一行（换行符分隔，UTF-8，末尾不换行），取 SHA-256 的十六进制小写。每类单位按键从小到大排列，取前若干家。任何人都可以用抽样文件重算。';

/** 抽样记录: what was fixed, the seed, the algorithm in words, the result, all draws of the matter, and signatures. */
export function renderProtocol({ draw, all, unionName, recordNote }: DrawProtocol): string {
	const title = `${draw.year} 年${drawPurposeNames[draw.purpose]}`;
	const drawn = draw.state === 'drawn';
	const body = [
		`<h1>${drawn ? '随机抽样记录' : '抽样框'}</h1>`,
		`<p class="u">${escapeHtml(unionName)} · ${title} · 第 ${draw.seq} 次</p>`,
		pairs(facts(draw)),
		`<h2>抽样框的哈希值（SHA-256）</h2><p style="font:10pt monospace">${groupHash(draw.frameHash)}</p>`,
		`<h2>随机数的哈希值（SHA-256）</h2><p style="font:10pt monospace">${groupHash(draw.nonceHash)}</p><p>${nonceText(draw)}</p>`,
		`<h2>算法 ${escapeHtml(draw.algorithm)}</h2><p>${inWords}</p>`,
		drawn ? `<h2>抽取结果</h2>${resultTable(draw)}` : '',
		draw.purpose === 'member_rates' ? `<h2>没有有效结果的单位</h2><p>${ruleText(draw)}</p>` : '',
		all.length > 1 ? `<h2>这项抽样的各次</h2>${drawsTable(all)}` : '',
		recordNote,
		'<h2>签字</h2><table class="sign"><tr><td>组织抽样的工会：</td><td>在场人员：</td><td>在场人员：</td></tr><tr><td>在场人员：</td><td>记录人：</td><td>日期：</td></tr></table>',
		drawn ? '' : `<h2>名单</h2>${frameTable(draw)}`
	].join('');
	return printPage(
		`抽样记录 ${escapeHtml(title)}`,
		`/office/unions/${draw.unionId}/draws/${draw.id}`,
		body,
		'返回抽样记录'
	);
}

function nonceText({ nonce }: DrawRecord): string {
	if (nonce === null)
		return '固定抽样框时由服务器随机产生，抽取时才公布；在此以前谁也算不出哪个种子会抽中哪些单位。请抄下哈希值，抽取以后核对。';
	return `随机数（64 位十六进制小写，按文本取 SHA-256 应得上面的值）：<span style="font:10pt monospace">${groupHash(nonce)}</span>`;
}

function facts(draw: DrawRecord): [string, string][] {
	const time = (instant: string | null) => (instant && formatShanghai(instant)) ?? '—';
	const source = draw.seed_source ? seedSourceNames[draw.seed_source] : '';
	return [
		['抽样框', `${frameNames[draw.purpose]}，${draw.frame.units.length} 家`],
		['抽取数', `${sampleSizeOf(draw.strata)} 家，${sizeMethodNames[draw.method]}`],
		['抽样框固定于', `${time(draw.preparedAt)}，${draw.preparedBy}`],
		...(draw.reason ? [['再抽的理由', draw.reason] as [string, string]] : []),
		...(draw.seed === null
			? []
			: ([
					['种子', draw.seed],
					['种子的来源', `${source}：${draw.seedNote}`],
					['抽取于', `${time(draw.endedAt)}，${draw.endedBy ?? ''}`],
					['在场人员', draw.witnesses]
				] as [string, string][]))
	];
}

function pairs(list: [string, string][]): string {
	const rows = list.map(
		([label, value]) => `<tr><th style="width:32mm">${label}</th><td>${escapeHtml(value)}</td></tr>`
	);
	return `<table>${rows.join('')}</table>`;
}

function resultTable(draw: DrawRecord): string {
	const rows = drawnUnits(draw).map(({ kind, name, units, size, drawn }) => {
		const list = drawn
			.map((unit, index) => `${index + 1}. ${escapeHtml(unit.name)}（${escapeHtml(unit.code)}）`)
			.join('<br>');
		return `<tr><td>${escapeHtml(name)}<br>${escapeHtml(kind)}</td><td>${units}</td><td>${size}</td><td>${list || '—'}</td></tr>`;
	});
	return `<table><tr><th>单位类型</th><th>家数</th><th>抽取</th><th>抽中的单位（按抽出的先后）</th></tr>${rows.join('')}</table>`;
}

function ruleText({ rule: { missing } }: DrawRecord): string {
	const names = {
		...{ missing: '没有评议', void: '作废', excluded: '不计入考核' },
		...{
			suppressed: '人数不足而不公布',
			raised_k: '自行提高保护人数、或只给少数人发码（其余发纸质票）而不公布',
			pending: '尚未计票或等待上级工会确认'
		}
	};
	return Object.entries(names)
		.map(([reason, name]) => `${name}：${treatmentNames[missing[reason as keyof typeof missing]]}`)
		.join('；')
		.concat('。');
}

function drawsTable(all: readonly DrawLine[]): string {
	const states = { prepared: '已准备', drawn: '已抽取', abandoned: '已放弃' };
	const rows = all.map((one) => {
		const why = [one.reason, one.endedReason].filter(Boolean).join('；');
		return `<tr><td>第 ${one.seq} 次</td><td>${states[one.state]}</td><td>${formatShanghai(one.endedAt ?? one.preparedAt)}</td><td>${escapeHtml(one.seed ?? '—')}</td><td>${escapeHtml(why) || '—'}</td></tr>`;
	});
	return `<table><tr><th>次序</th><th>状态</th><th>时间</th><th>种子</th><th>理由</th></tr>${rows.join('')}</table>`;
}

function frameTable({ frame }: DrawRecord): string {
	const rows = frame.units.map(
		({ code, name }, index) =>
			`<tr><td>${index + 1}</td><td>${escapeHtml(code)}</td><td>${escapeHtml(name)}</td></tr>`
	);
	return `<table style="break-inside:auto">${rows.join('')}</table>`;
}
