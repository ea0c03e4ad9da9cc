import type { Holder } from './box-key.ts';

/** Who holds a key sheet, by the holder's number. Never the chair, and never whoever runs the server. */
export const holderRoles = ['reviewer', 'representative', 'auditor'] as const;
export type HolderRole = (typeof holderRoles)[number];
export const holderRoleNames: Record<HolderRole, string> = {
	reviewer: '上级工会考评员',
	representative: '会员代表',
	auditor: '经审委员'
};

export function roleOf(holder: Holder): HolderRole {
	return holderRoles[holder - 1] as HolderRole;
}
