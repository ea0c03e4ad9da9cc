import { parse } from 'yaml';
import { z } from 'zod';
import source from './county.yaml?raw';

const year = z.coerce.number().int().min(-5).max(-1);
const counts = z.tuple([z.int(), z.int(), z.int(), z.int()]);

const grassrootsSchema = z.strictObject({
	code: z.string(),
	parent: z.string(),
	name: z.string(),
	kind: z.string(),
	industry: z.string(),
	members: z.int(),
	profile: z.enum(['excellent', 'good', 'fair', 'weak', 'unanimous']),
	/** In the order in which they held office. */
	chairs: z.array(z.string()).min(1),
	/** Year in which the second chair took over. */
	change: year.optional(),
	/** Years before last year that were already held here; the others are entered as counts of paper. */
	held: z.array(z.literal([-2])).default([]),
	missing: z.array(year).default([]),
	home: z.record(z.string(), counts).default({}),
	chair: z.record(z.string(), counts).default({}),
	turnout: z.record(z.string(), z.number()).default({}),
	void: z.record(z.string(), z.string()).default({}),
	eligible: z.record(z.string(), z.int()).default({}),
	consent: z.array(year).default([]),
	/** Years held as a meeting (现场码), of those really held; 0: this year's is still a draft. */
	meeting: z.array(z.literal([-1, 0])).default([]),
	pending: z.array(year).default([]),
	/** title:level:year[:revoked:year] */
	honours: z.array(z.string()).default([]),
	/** Of its latest 模范职工之家: year:outcome[:note] */
	inspections: z.array(z.string()).default([]),
	/** Has this year's survey open, with slips to print. */
	open: z.boolean().default(false)
});

const intermediateSchema = z.strictObject({
	code: z.string(),
	name: z.string(),
	kind: z.string(),
	industry: z.string(),
	chair: z.string(),
	/** What the chairs below said of it this year. */
	superior: counts.optional()
});

const countySchema = z.strictObject({
	/** Above the county; nobody stands above it. */
	city: z.strictObject({ code: z.string(), name: z.string(), chair: z.string() }),
	county: z.strictObject({
		...{ code: z.string(), name: z.string(), chair: z.string() },
		superior: counts.optional()
	}),
	intermediate: z.array(intermediateSchema),
	grassroots: z.array(grassrootsSchema)
});

export type DemoGrassroots = z.infer<typeof grassrootsSchema>;
export type DemoCounty = z.infer<typeof countySchema>;

/** The believable county, as data. */
export function readDemoCounty(): DemoCounty {
	return countySchema.parse(parse(source));
}
