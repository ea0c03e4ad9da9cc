import type { Questionnaire } from '$lib/domain/questionnaire';
import { optionNames } from '$lib/domain/words';
import { escapeHtml } from '../slips/escape-html';
import { printPage } from './print-style';

export interface PaperBallot {
	surveyId: string;
	title: string;
	unionName: string;
	chairName: string | null;
	questionnaires: readonly Questionnaire[];
	/** The questions are not frozen yet. */
	draft: boolean;
}

/** The paper ballot: the same questions and answers as on the screen; nothing on it tells one sheet from another. */
export function renderPaperBallot(ballot: PaperBallot): string {
	const { surveyId, title, unionName, questionnaires, chairName, draft } = ballot;
	const notice = draft ? '<p class="draft">样张：问卷还没有开启，题目尚未固定，请勿发放。</p>' : '';
	const parts = questionnaires.map((one) => renderPart(one, chairName)).join('');
	const body = `${notice}<h1>${escapeHtml(title)}（纸质票）</h1><p class="u">${escapeHtml(unionName)}</p><p>每题只在一个方格里打“√”。不勾的算弃权，勾两个以上的无效。不要写姓名，不要在票上作记号；意见请另写投意见箱。一人只领一张票，领了带码的票就不再领纸质票。</p>${parts}<p>填好对折，投入票箱。</p>`;
	return printPage(`纸质票 ${escapeHtml(title)}`, `/office/surveys/${surveyId}`, body);
}

function renderPart(questionnaire: Questionnaire, chairName: string | null): string {
	const { title, subject, overall, items, options } = questionnaire;
	const of = subject === 'chair' && chairName !== null ? `（${chairName}）` : '';
	const heads = options.map((option) => `<th>${optionNames[option]}</th>`).join('');
	const boxes = options.map(() => '<td><span class="box"></span></td>').join('');
	const rows = [overall, ...items]
		.map(({ text }, index) => `<tr><td>${index + 1}. ${escapeHtml(text)}</td>${boxes}</tr>`)
		.join('');
	return `<h2>${escapeHtml(title + of)}</h2><table class="n"><tr><th>题目</th>${heads}</tr>${rows}</table>`;
}
