import { networkInterfaces } from 'node:os';

// Bridges of container software: real addresses, but of no network that a phone is in.
const inner = /^(docker|br-|veth|virbr|vmnet|vboxnet|cni|flannel|zt|utun|tun|tap)/i;

/** The addresses by which other devices may reach this machine, the likeliest first: `http://192.168.1.20:3000`. */
export function listLanAddresses(port: number): string[] {
	const found = Object.entries(networkInterfaces()).flatMap(([name, addresses]) =>
		(addresses ?? [])
			.filter(({ family, internal }) => family === 'IPv4' && !internal)
			.map(({ address }) => ({ address, last: inner.test(name) }))
	);
	return found
		.filter(({ address }) => !address.startsWith('169.254.'))
		.sort((a, b) => Number(a.last) - Number(b.last))
		.map(({ address }) => `http://${address}:${port}`);
}
