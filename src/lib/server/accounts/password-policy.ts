const classes = [/\p{Ll}/u, /\p{Lu}/u, /\p{Nd}/u, /[^\p{L}\p{Nd}]/u];

/** The rule as the page prints it. */
export const passwordRule =
	'至少 10 个字符，包含大写字母、小写字母、数字、符号中的三类；16 个字符以上不限种类。不能就是用户名。';

/** Whether a password that somebody chose is strong enough. Chinese characters are of no class: a phrase counts by its length. */
export function isStrongPassword(password: string, username: string): boolean {
	const length = [...password].length;
	if (length < 10 || password.length > 128) return false;
	if (password.toLowerCase() === username.toLowerCase()) return false;
	return length >= 16 || classes.filter((pattern) => pattern.test(password)).length >= 3;
}
