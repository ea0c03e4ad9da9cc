declare module 'virtual:verify-cli' {
	const program: string;
	export default program;
}
declare module 'virtual:verify-page' {
	const program: string;
	export default program;
}
declare module 'virtual:spreadsheet-worker' {
	const program: string;
	export default program;
}
declare module 'virtual:spreadsheet-reader' {
	const program: string;
	export default program;
}
