/** The notice's own sheet: A4, without the address and date that browsers print into the corners. */
export const noticeStyle = `
@page{size:A4;margin:0}
*{box-sizing:border-box;margin:0;padding:0}
body{font:11.5pt/1.5 'PingFang SC','Microsoft YaHei','Noto Sans CJK SC','Noto Sans SC',sans-serif;color:#000;background:#ddd}
.bar{position:sticky;top:0;padding:12px 20px;background:#fff;border-bottom:1px solid #999;font-size:15px}
.bar button{padding:8px 20px;margin-right:12px;font:inherit;font-weight:700;color:#fff;background:#a3201d;border:0;border-radius:6px}
.bar a{color:#00429d}
.bar p{color:#8a1c00;font-weight:700}
main{max-width:210mm;min-height:297mm;margin:6mm auto;padding:13mm 16mm;background:#fff;-webkit-box-decoration-break:clone;box-decoration-break:clone}
h1{font-size:22pt;line-height:1.3;text-align:center}
h2{margin:4mm 0 1.2mm;font-size:13.5pt}
p{overflow-wrap:anywhere}
.u{margin-bottom:4mm;font-size:15pt;text-align:center}
section{break-inside:avoid}
table{width:100%;border-collapse:collapse}
th,td{border:.25mm solid #444;padding:1.2mm 2mm;font-weight:400;text-align:left;vertical-align:top}
th{width:25mm;white-space:nowrap}
section tr:first-child td{font-size:16pt;font-weight:700}
.i{font-size:11pt}
.i th{width:auto}
.poster td,.poster h2,.o{color:#7b3fae}
.o{font-size:16pt;font-weight:700;text-align:center;border:.5mm solid #7b3fae}
.foot{display:flex;gap:7mm;align-items:center;margin-top:5mm;padding-top:3mm;border-top:.3mm solid #999;break-inside:avoid;font-size:10.5pt}
.foot p{margin-bottom:1.5mm}
.qr-box{flex:none;padding:2mm}
.qr{width:34mm;height:34mm;display:block}
.m{font-family:ui-monospace,Menlo,Consolas,'DejaVu Sans Mono',monospace;overflow-wrap:anywhere}
.sign{margin-left:auto;align-self:flex-end;text-align:right;white-space:nowrap}
@media (max-width:600px){main{padding:6mm 5mm}.foot{display:block}}
@media print{body{background:none}.bar{display:none}main{margin:0;min-height:0}}
`.replace(/\n/g, '');
