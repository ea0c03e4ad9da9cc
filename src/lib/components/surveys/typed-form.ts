import type { SurveyFormErrors, SurveyFormValues } from '$lib/server/surveys/survey-form';

/** What an action gave back, if it refused. */
export interface RefusedForm {
	values?: SurveyFormValues;
	errors?: SurveyFormErrors;
	message?: string;
}

/** The form as it starts, or as it was typed before the refusal. */
export function typedForm(
	start: SurveyFormValues,
	refused: RefusedForm | null
): { values: SurveyFormValues; errors: SurveyFormErrors; message: string | undefined } {
	return {
		values: refused?.values ?? start,
		errors: refused?.errors ?? {},
		message: refused?.message
	};
}
