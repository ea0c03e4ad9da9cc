/** The address of a survey's page under the public address of the server. */
export function surveyAddress(publicAddress: string, surveyId: string): string {
	return `${publicAddress}/s/${surveyId}`;
}

/** As people type it: browsers add the scheme. */
export function typedAddress(address: string): string {
	return address.replace(/^https?:\/\//, '');
}

/** The address of a survey's published results. */
export function resultsAddress(publicAddress: string, surveyId: string): string {
	return `${publicAddress}/results/${surveyId}`;
}
