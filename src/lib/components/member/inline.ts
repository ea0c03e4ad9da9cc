import ballotScript from './ballot.js?raw';
import ballotStyle from './ballot.css?raw';
import factsStyle from './facts.css?raw';
import pageStyle from './page.css?raw';
import resultsStyle from '../publication/results.css?raw';
import verifyStyle from '../verify/verify.css?raw';

/** Takes out comments and the white space of the source, and touches nothing else: what is written is what is sent. */
function strip(source: string): string {
	return source
		.replace(/\/\*[^]*?\*\//g, '')
		.replace(/\s*\n\s*/g, '\n')
		.trim();
}

/** The text of every `<style>` and `<script>` of the public pages; the Content-Security-Policy allows exactly these. */
export const inline = {
	page: strip(pageStyle),
	ballot: strip(ballotStyle),
	results: strip(factsStyle + resultsStyle),
	verify: strip(factsStyle + verifyStyle),
	script: strip(ballotScript)
};
