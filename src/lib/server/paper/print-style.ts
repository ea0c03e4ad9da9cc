/** The sheet that printed papers share: A4 pages as they come out of the printer, with a bar on the screen. */
export const printStyle = `
@page{size:A4;margin:0}
*{box-sizing:border-box;margin:0;padding:0}
body{font:11pt/1.5 'PingFang SC','Microsoft YaHei','Noto Sans CJK SC','Noto Sans SC',sans-serif;color:#000;background:#ddd}
.bar{position:sticky;top:0;padding:12px 20px;background:#fff;border-bottom:1px solid #999;font-size:15px}
.bar button{padding:8px 20px;margin-right:12px;font:inherit;font-weight:700;color:#fff;background:#a3201d;border:0;border-radius:6px}
.bar a{color:#00429d}
main{width:210mm;min-height:297mm;margin:6mm auto;padding:14mm 16mm;background:#fff;-webkit-box-decoration-break:clone;box-decoration-break:clone}
h1{font-size:18pt;line-height:1.3;text-align:center}
h2{margin:4mm 0 1.5mm;font-size:12pt}
.u{margin-bottom:3mm;text-align:center}
table{width:100%;border-collapse:collapse;break-inside:avoid}
th,td{border:.25mm solid #444;padding:1.2mm 1.8mm;font-weight:400;text-align:left}
.n td:not(:first-child),.n th:not(:first-child){text-align:center;white-space:nowrap}
.box{display:inline-block;width:4.5mm;height:4.5mm;border:.3mm solid #000}
.draft{padding:2mm;border:.5mm solid #a3201d;color:#a3201d;text-align:center;font-weight:700}
.sign td{height:13mm;width:33%;vertical-align:top}
small{font-size:9pt}
@media print{body{background:none}.bar{display:none}main{margin:0;min-height:0}}
`.replace(/\n/g, '');

export const printScript = `document.getElementById('print').onclick=function(){print()}`;

/** A whole document around `body`; title and `back` are escaped by the caller. */
export function printPage(
	title: string,
	back: string,
	body: string,
	backLabel = '返回问卷'
): string {
	return `<!doctype html><html lang="zh-CN"><head><meta charset="utf-8"><meta name="viewport" content="width=device-width,initial-scale=1"><title>${title}</title><style>${printStyle}</style></head><body><div class="bar"><button id="print" type="button">打印</button><a href="${back}">${backLabel}</a></div><main>${body}</main><script>${printScript}</script></body></html>`;
}
