/**
 * The least a server could do for a durable ballot: node:http, a table, one row and one commit per request. It parses
 * nothing, checks nothing, seals nothing and answers with one word.
 */
import { createServer } from 'node:http';
import SQLite from 'better-sqlite3';

const database = new SQLite(process.argv[2] ?? ':memory:');
database.pragma('journal_mode = WAL');
database.pragma('synchronous = FULL');
database.exec('create table ballot (id integer primary key, body blob not null) strict');
const insert = database.prepare('insert into ballot (body) values (?)');

const server = createServer(async (request, response) => {
	const parts: Buffer[] = [];
	for await (const part of request) parts.push(part as Buffer);
	insert.run(Buffer.concat(parts));
	response.end('stored');
});
server.listen(0, '127.0.0.1', () => {
	const address = server.address();
	const port = typeof address === 'object' ? address?.port : 0;
	console.log(`running at http://localhost:${port}`);
});
