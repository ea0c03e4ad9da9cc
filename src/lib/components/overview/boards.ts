/** The boards of a supervisor, in their order. */
export const boards = [
	{ href: '/office/overview/coverage', label: '覆盖面' },
	{ href: '/office/overview/rates', label: '满意率' },
	{ href: '/office/overview/heat-map', label: '分项' },
	{ href: '/office/overview/movers', label: '升降' },
	{ href: '/office/overview/waiting', label: '待办' }
] as const;
