import { describe, expect, it } from 'vitest';
import { addressNote, addressWarning } from './address-warning';

describe('addressWarning', () => {
	it.each([
		'',
		'pj.example.org',
		'http://localhost:3000',
		'http://LOCALHOST',
		'http://127.0.0.1:3000',
		'http://127.8.8.8',
		'http://0.0.0.0:3000',
		'http://[::1]:3000',
		'http://[::]:3000',
		'http://169.254.3.4',
		'http://macbook.local:3000',
		'http://server01:3000'
	])('warns of %j', (address) => {
		expect(addressWarning(address)).toMatch(/设置/);
		expect(addressNote(address)).toBeNull();
	});

	it.each([
		['https://pj.example.org', null],
		['http://pj.example.org', /https/],
		['http://192.168.1.20:3000', /局域网/],
		['http://10.0.0.5', /局域网/],
		['http://172.31.0.5', /局域网/],
		['http://172.32.0.5', /https/],
		['https://localhost.example.org', null]
	])('lets %s pass', (address, note) => {
		expect(addressWarning(address)).toBeNull();
		if (note) expect(addressNote(address)).toMatch(note);
		else expect(addressNote(address)).toBeNull();
	});
});
