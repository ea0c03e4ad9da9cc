import { betterAuth } from 'better-auth';
import { username } from 'better-auth/plugins/username';
import type { Database } from '../database/open';
import { sessionStarter } from './session-starter';

const snake = {
	createdAt: 'created_at',
	updatedAt: 'updated_at',
	userId: 'user_id',
	expiresAt: 'expires_at'
};

const TWELVE_HOURS = 12 * 60 * 60;

/**
 * Passwords and sessions of the office, by better-auth. It is called as a library only: its HTTP routes are not mounted,
 * so there is no sign-up, no e-mail and no second way in. Columns keep the portable form (0/1, ISO text) on both engines,
 * hence `sqlite` as the adapter's type.
 */
export function createAuth(db: Database, secret: string) {
	return betterAuth({
		secret,
		baseURL: 'http://office.invalid',
		telemetry: { enabled: false },
		logger: { disabled: true },
		database: { db, type: 'sqlite' },
		emailAndPassword: { enabled: true, disableSignUp: true, minPasswordLength: 10 },
		plugins: [
			username({ displayUsername: false, usernameValidator: (name) => /^[\w.-]+$/.test(name) }),
			sessionStarter
		],
		session: {
			expiresIn: TWELVE_HOURS,
			// Nothing prolongs it: twelve hours after the password the session is over, however busy.
			disableSessionRefresh: true,
			fields: {
				...snake,
				ipAddress: 'ip_address',
				userAgent: 'user_agent'
			}
		},
		user: {
			fields: {
				emailVerified: 'email_verified',
				createdAt: snake.createdAt,
				updatedAt: snake.updatedAt
			}
		},
		account: {
			fields: {
				...{ createdAt: snake.createdAt, updatedAt: snake.updatedAt, userId: snake.userId },
				...{ accountId: 'account_id', providerId: 'provider_id' },
				...{ accessToken: 'access_token', refreshToken: 'refresh_token', idToken: 'id_token' },
				accessTokenExpiresAt: 'access_token_expires_at',
				refreshTokenExpiresAt: 'refresh_token_expires_at'
			}
		},
		verification: {
			fields: {
				createdAt: snake.createdAt,
				updatedAt: snake.updatedAt,
				expiresAt: snake.expiresAt
			}
		},
		advanced: {
			cookiePrefix: 'pingjia',
			useSecureCookies: false,
			ipAddress: { disableIpTracking: true }
		}
	});
}

export type Auth = ReturnType<typeof createAuth>;
