import { z } from 'zod';
import type { describeApi } from './document';

/** The interface as a page shows it: flat tables, made from the OpenAPI document itself. */
export interface ApiReference {
	description: string;
	operations: {
		path: string;
		summary: string;
		description: string;
		parameters: ReferenceField[];
		/** Name of the schema of the answer. */
		answer: string;
	}[];
	schemas: { name: string; description: string; fields: ReferenceField[] }[];
}

export interface ReferenceField {
	name: string;
	/** `string`, `integer | null`, `Union[]` … */
	type: string;
	required: boolean;
	description: string;
}

const schema = z.looseObject({
	type: z.union([z.string(), z.array(z.string())]).optional(),
	get items() {
		return schema.optional();
	},
	get properties() {
		return z.record(z.string(), schema).optional();
	},
	get anyOf() {
		return z.array(schema).optional();
	},
	required: z.array(z.string()).optional(),
	enum: z.array(z.union([z.string(), z.number()])).optional(),
	$ref: z.string().optional(),
	description: z.string().optional()
});
type Schema = z.infer<typeof schema>;

const documentSchema = z.looseObject({
	info: z.looseObject({ description: z.string() }),
	paths: z.record(
		z.string(),
		z.looseObject({
			get: z.looseObject({
				summary: z.string(),
				description: z.string().default(''),
				parameters: z
					.array(
						z.looseObject({
							name: z.string(),
							required: z.boolean().default(false),
							description: z.string().default(''),
							schema
						})
					)
					.default([]),
				responses: z.looseObject({
					'200': z.looseObject({
						content: z.looseObject({ 'application/json': z.looseObject({ schema }) })
					})
				})
			})
		})
	),
	components: z.looseObject({ schemas: z.record(z.string(), schema) })
});

export function referenceOf(document: ReturnType<typeof describeApi>): ApiReference {
	const { info, paths, components } = documentSchema.parse(document);
	return {
		description: info.description,
		operations: Object.entries(paths).map(([path, { get }]) => ({
			...{ path, summary: get.summary, description: get.description },
			parameters: get.parameters.map(({ name, required, description, schema: of }) => ({
				...{ name, required, description, type: typeOf(of) }
			})),
			answer: typeOf(get.responses['200'].content['application/json'].schema)
		})),
		schemas: Object.entries(components.schemas).map(([name, of]) => ({
			...{ name, description: of.description ?? '' },
			fields: Object.entries(of.properties ?? {}).map(([field, value]) => ({
				...{ name: field, type: typeOf(value), description: value.description ?? '' },
				required: of.required?.includes(field) ?? false
			}))
		}))
	};
}

function typeOf(of: Schema): string {
	if (of.$ref) return of.$ref.split('/').at(-1) ?? '';
	if (of.enum) return of.enum.join(' | ');
	if (of.anyOf) return of.anyOf.map(typeOf).join(' | ');
	if (of.type === 'array') return `${of.items ? typeOf(of.items) : ''}[]`;
	if (of.properties) return `{ ${Object.keys(of.properties).join(', ')} }`;
	return Array.isArray(of.type) ? of.type.join(' | ') : (of.type ?? 'any');
}
