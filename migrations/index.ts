import type { Migration } from 'kysely/migration';
import * as accounts from './0001-accounts.ts';
import * as unions from './0002-unions.ts';
import * as surveys from './0003-surveys.ts';
import * as results from './0004-results.ts';
import * as assessments from './0005-assessments.ts';
import * as audit from './0006-audit.ts';
import * as honourRegister from './0007-honour-register.ts';
import * as custody from './0008-custody.ts';
import * as destruction from './0009-destruction.ts';
import * as log from './0010-log.ts';
import * as paper from './0011-paper.ts';
import * as posters from './0012-posters.ts';
import * as meeting from './0013-meeting.ts';
import * as rounds from './0014-rounds.ts';
import * as sheet from './0015-sheet.ts';
import * as draws from './0016-draws.ts';
import * as superior from './0017-superior.ts';
import * as inspections from './0018-inspections.ts';
import * as apiTokens from './0019-api-tokens.ts';
import * as smallestGroup from './0020-smallest-group.ts';
import * as decided from './0021-decided.ts';
import * as gettingIn from './0022-getting-in.ts';
import * as imports from './0023-imports.ts';
import * as history from './0024-history.ts';
import * as improvements from './0025-improvements.ts';
import * as publication from './0026-publication.ts';
import * as auditChain from './0027-audit-chain.ts';
import * as figures from './0028-figures.ts';
import * as tree from './0029-tree.ts';
import * as resultSalt from './0030-result-salt.ts';

/** Every migration in order. Forward only; a released one is never edited. */
export const migrations: Record<string, Migration> = {
	'0001-accounts': accounts,
	'0002-unions': unions,
	'0003-surveys': surveys,
	'0004-results': results,
	'0005-assessments': assessments,
	'0006-audit': audit,
	'0007-honour-register': honourRegister,
	'0008-custody': custody,
	'0009-destruction': destruction,
	'0010-log': log,
	'0011-paper': paper,
	'0012-posters': posters,
	'0013-meeting': meeting,
	'0014-rounds': rounds,
	'0015-sheet': sheet,
	'0016-draws': draws,
	'0017-superior': superior,
	'0018-inspections': inspections,
	'0019-api-tokens': apiTokens,
	'0020-smallest-group': smallestGroup,
	'0021-decided': decided,
	'0022-getting-in': gettingIn,
	'0023-imports': imports,
	'0024-history': history,
	'0025-improvements': improvements,
	'0026-publication': publication,
	'0027-audit-chain': auditChain,
	'0028-figures': figures,
	'0029-tree': tree,
	'0030-result-salt': resultSalt
};
