/*
 * The words that the lists of leaked passwords are made of, once digits and signs around them are taken away and digits
 * for letters are read as letters, so that one word stands for P@ssw0rd-2026 and all its kin.
 */
const words = new Set(
	(
		'password passwd passw pass admin administrator adminadmin root superuser user guest test testtest ' +
		'welcome letmein login hello iloveyou loveyou monkey dragon sunshine princess football baseball master ' +
		'shadow superman batman trustno trustnoone secret default changeme changeit qwerty qwertyuiop qwertyui ' +
		'asdf asdfgh asdfghjkl zxcvbn zxcvbnm qazwsx qazwsxedc qwe qwer qweasd qweasdzxc qaz wsx edc zaqxsw ' +
		'qazxsw abc abcd abcde abcdef abcdefg abcabc abcdefgh a aa aaa aaaa q w z x asd zxc ' +
		'woaini woaiwojia wodemima mima nihao zhongguo beijing shanghai jiangsu nanjing aini wangwang ' +
		'gonghui zonggonghui zhigong gongzuo pingjia zhuxi ganshi system server oracle huawei tencent ' +
		'china company office service manager'
	).split(' ')
);

const RUNS = [
	'0123456789',
	'9876543210',
	'abcdefghijklmnopqrstuvwxyz',
	'qwertyuiopasdfghjklzxcvbnm'
];

const looks: Record<string, string> = {
	'0': 'o',
	'1': 'i',
	'3': 'e',
	'4': 'a',
	'5': 's',
	'7': 't'
};
const signs: Record<string, string> = { '@': 'a', $: 's', '!': 'i' };

/** Whether a guesser would try it among the first: a common word or the user name with trimmings, or a plain run. */
export function isCommonPassword(password: string, username: string): boolean {
	const text = password.toLowerCase();
	const name = username.toLowerCase();
	const cores = [text, readAsLetters(text)].flatMap((form) => [trim(form), letters(form)]);
	if (cores.some((core) => words.has(core))) return true;
	if (text === name || (name !== '' && trim(text) === trim(name))) return true;
	return isRun(text);
}

/** P@ssw0rd as password; digits at either end are numbers and stay. */
function readAsLetters(text: string): string {
	const inner = trim(text.replace(/[@$!]/g, (sign) => signs[sign] ?? sign));
	return inner.replace(/[013457]/g, (digit) => looks[digit] ?? digit);
}

/** Without digits and signs around it. */
function trim(text: string): string {
	return text.replace(/^[^\p{L}]+|[^\p{L}]+$/gu, '');
}

function letters(text: string): string {
	return text.replace(/[^\p{L}]+/gu, '');
}

/** Whether it is a run along the alphabet, the digits or the keyboard, or a short piece over and over. */
function isRun(text: string): boolean {
	if (RUNS.some((run) => run.includes(text) || text === run.slice(0, text.length))) return true;
	return /^(.{1,4})\1+$/u.test(text);
}
