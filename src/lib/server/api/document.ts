import { z } from 'zod';
import { createDocument, type ZodOpenApiOperationObject } from 'zod-openapi';
import { applicationQuery } from './list-applications';
import { eligibilityQuery } from './list-eligibility';
import { resultQuery } from './list-results';
import { unionPageSchema, unionQuery } from './list-unions';
import { applicationPageSchema, assessmentSchema } from './schemas/assessment';
import { eligibilityPageSchema } from './schemas/eligibility';
import { resultPageSchema } from './schemas/result';

const problemSchema = z
	.object({
		type: z.string(),
		title: z.string(),
		status: z.int(),
		detail: z.string().meta({ description: '怎么办' }),
		instance: z.string(),
		errors: z.record(z.string(), z.string()).optional().meta({ description: '哪个参数不对' })
	})
	.meta({ id: 'Problem', description: '错误（RFC 9457）' });

const refusals: Record<string, string> = {
	'400': '参数不对',
	'401': '没有令牌，或令牌无效',
	'403': '令牌没有这项权限',
	'404': '没有找到',
	'429': '无效令牌次数过多'
};

function read(
	operation: { id: string; summary: string; description?: string },
	schema: z.ZodType,
	parameters: ZodOpenApiOperationObject['requestParams']
): ZodOpenApiOperationObject {
	const { id, ...texts } = operation;
	const problem = { 'application/problem+json': { schema: problemSchema } };
	return {
		...{ operationId: id, ...texts, requestParams: parameters ?? {} },
		responses: {
			'200': {
				description: '成功',
				headers: z.object({ ETag: z.string().meta({ description: '随内容变化' }) }),
				content: { 'application/json': { schema } }
			},
			'304': { description: '与 If-None-Match 给出的一样，没有变化' },
			...Object.fromEntries(
				Object.entries(refusals).map(([status, description]) => [
					status,
					{ description, content: problem }
				])
			)
		}
	};
}

/** The OpenAPI 3.1 description of the interface, made from the schemas by which it reads and answers. */
export function describeApi() {
	return createDocument({
		openapi: '3.1.0',
		info: {
			title: '评家数据接口',
			version: '1',
			description:
				'供考评系统读取评议结果、考核表和十佳资格。令牌在“数据接口”页生成，权限与生成它的账号相同。为保护少数人隐去的数字，这里同样是 null。'
		},
		servers: [{ url: '/api/v1' }],
		security: [{ token: [] }],
		components: {
			securitySchemes: { token: { type: 'http', scheme: 'bearer', description: 'pj_ 开头的令牌' } }
		},
		paths: {
			'/unions': {
				get: read(
					{ id: 'listUnions', summary: '工会', description: '任何令牌都可以读取' },
					unionPageSchema,
					{ query: unionQuery }
				)
			},
			'/results': {
				get: read(
					{
						id: 'listResults',
						summary: '评议结果',
						description: '按年度、评议内容、工会或工会及其下级读取。公开码征集的意见不在内。'
					},
					resultPageSchema,
					{ query: resultQuery }
				)
			},
			'/assessments': {
				get: read(
					{ id: 'listAssessments', summary: '考核', description: '考评员只能读到分配给自己的。' },
					applicationPageSchema,
					{ query: applicationQuery }
				)
			},
			'/assessments/{union}/{year}': {
				get: read({ id: 'readAssessment', summary: '一张考核表' }, assessmentSchema, {
					path: z.object({
						union: z.string().meta({ description: '工会的 id 或组织代码' }),
						year: z.string().meta({ description: '年度' })
					})
				})
			},
			'/eligibility': {
				get: read({ id: 'listEligibility', summary: '十佳资格（第12条）' }, eligibilityPageSchema, {
					query: eligibilityQuery
				})
			}
		}
	});
}
