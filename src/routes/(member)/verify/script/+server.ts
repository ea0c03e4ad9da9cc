import program from 'virtual:verify-page';

/** The script of the verification pages; it runs in the browser and sends nothing. */
export const GET = () =>
	new Response(program, { headers: { 'Content-Type': 'text/javascript; charset=utf-8' } });
