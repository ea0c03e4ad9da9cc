import type { HelpTopic } from './help-topics';

/** Which section explains a page, by how its route begins; the longest beginning counts. */
const sections: Record<string, HelpTopic> = {
	'/office': 'home',
	'/office/account': 'accounts',
	'/office/account/second-factor': 'secondFactor',
	'/office/accounts': 'accounts',
	'/office/api': 'api',
	'/office/audit': 'audit',
	'/office/history': 'history',
	'/office/honours': 'honours',
	'/office/honours/eligibility': 'eligibility',
	'/office/imports': 'imports',
	'/office/invitations': 'invitations',
	'/office/overview': 'overview',
	'/office/password': 'accounts',
	'/office/reviews': 'rounds',
	'/office/settings': 'address',
	'/office/settings/sign-in': 'accounts',
	'/office/surveys/[survey]': 'counting',
	'/office/surveys/[survey]/comments': 'comments',
	'/office/surveys/[survey]/custody': 'custody',
	'/office/surveys/[survey]/destroy': 'promises',
	'/office/surveys/[survey]/edit': 'survey',
	'/office/surveys/[survey]/electors': 'superior',
	'/office/surveys/[survey]/meeting': 'meeting',
	'/office/surveys/[survey]/paper': 'paper',
	'/office/surveys/[survey]/publication': 'publication',
	'/office/surveys/[survey]/reconcile': 'paper',
	'/office/surveys/[survey]/result': 'rate',
	'/office/surveys/[survey]/slips': 'codes',
	'/office/surveys/[survey]/verify': 'verify',
	'/office/unions': 'unions',
	'/office/unions/[union]/applications': 'rounds',
	'/office/unions/[union]/assessments': 'rubric',
	'/office/unions/[union]/draws': 'draws',
	'/office/unions/[union]/eligibility': 'eligibility',
	'/office/unions/[union]/history': 'history',
	'/office/unions/[union]/honours': 'honours',
	'/office/unions/[union]/improvements': 'improvements',
	'/office/unions/[union]/key-sets': 'custody',
	'/office/unions/[union]/rounds': 'rounds',
	'/office/unions/[union]/superior': 'superior',
	'/office/unions/[union]/surveys': 'survey'
};

/** The section for a route of the office; null on the help page itself, and where none begins like it. */
export function helpFor(route: string | null): HelpTopic | null {
	if (route === null || route === '/office/help') return null;
	if (route === '/office') return sections['/office'] ?? null;
	const parts = route.split('/');
	for (let length = parts.length; length > 2; length--) {
		const topic = sections[parts.slice(0, length).join('/')];
		if (topic) return topic;
	}
	return null;
}
