import { isCommonPassword } from './common-password';

const classes = [/\p{Ll}/u, /\p{Lu}/u, /\p{Nd}/u, /[^\p{L}\p{Nd}]/u];

/** How many of the last passwords are not taken again. */
export const REMEMBERED = 3;

/** The rule as the page prints it. */
export const passwordRule =
	'至少 10 个字符，包含大写字母、小写字母、数字、符号中的三类；16 个字符以上不限种类。不能是用户名、常见密码（如 Admin@123456）或最近 3 次用过的。';

/**
 * Whether a password that somebody chose is strong enough. Chinese characters are of no class: a phrase counts by its
 * length. It takes at least six different characters, and more than the user name with something before or after it.
 */
export function isStrongPassword(password: string, username: string): boolean {
	const characters = [...password];
	if (characters.length < 10 || password.length > 128) return false;
	if (new Set(characters).size < 6) return false;
	if (isCommonPassword(password, username)) return false;
	return characters.length >= 16 || classes.filter((one) => one.test(password)).length >= 3;
}
