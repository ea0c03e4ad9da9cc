import { formatThreshold } from '$lib/domain/percent';
import { authoriseActor } from '$lib/server/accounts/authorise';
import { passwordRule } from '$lib/server/accounts/password-policy';
import { readSignInRules } from '$lib/server/accounts/sign-in-rules';
import type { PageServerLoad } from './$types';

export const load: PageServerLoad = async (event) => {
	authoriseActor(event);
	const { rate, turnout, suppression, scoring, eligibility, destruction, publication } =
		event.locals.app.rubrics.rules;
	const rule = (id: string) => rate.rules.find((one) => one.id === id)?.name ?? id;
	return {
		// The rules in force, so that the help never says something else than the platform does.
		rules: {
			rate: rule(rate.default),
			strict: rule(rate.second),
			minTurnout: formatThreshold(turnout.minimum),
			k: suppression.k,
			windowDays: destruction.window_days,
			publication,
			collapseBelow: suppression.collapse_below,
			rateThreshold: formatThreshold(scoring.rate_threshold),
			coverageThreshold: formatThreshold(scoring.coverage_threshold),
			years: eligibility.years,
			eligibilityRates: eligibility.rates.map(({ threshold }) => formatThreshold(threshold))
		},
		passwordRule,
		signIn: await readSignInRules(event.locals.app.db)
	};
};
