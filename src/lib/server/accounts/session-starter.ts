import { APIError, createAuthEndpoint } from 'better-auth/api';
import { setSessionCookie } from 'better-auth/cookies';
import { z } from 'zod';

/**
 * Starts a session of an account whose proofs were checked before. The library's own sign-in knows a password and nothing
 * else: no lock, no second step. No HTTP route leads here, as none is mounted.
 */
export const sessionStarter = {
	id: 'pingjia-sessions',
	endpoints: {
		startSession: createAuthEndpoint(
			'/pingjia/start-session',
			{ method: 'POST', body: z.object({ userId: z.string() }), metadata: { SERVER_ONLY: true } },
			async (ctx) => {
				const { internalAdapter } = ctx.context;
				const user = await internalAdapter.findUserById(ctx.body.userId);
				if (!user) throw new APIError('NOT_FOUND');
				const session = await internalAdapter.createSession(user.id);
				await setSessionCookie(ctx, { session, user });
				return { token: session.token };
			}
		)
	}
} as const;
