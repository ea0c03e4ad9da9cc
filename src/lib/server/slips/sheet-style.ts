/**
 * The print document's own small sheet. A page holds 2 × 5 slips of 95 × 55 mm; the QR is 33 mm with 4.5 mm of white
 * around it. A page margin of 0 keeps browsers from printing address and date into the corners.
 */
export const sheetStyle = `
@page{size:A4;margin:0}
*{box-sizing:border-box;margin:0;padding:0}
body{font:9pt/1.35 'PingFang SC','Microsoft YaHei','Noto Sans CJK SC','Noto Sans SC',sans-serif;color:#000;background:#ddd}
.bar{position:sticky;top:0;z-index:1;padding:12px 20px;background:#fff3cd;border-bottom:2px solid #8a5a00;font-size:15px}
.bar button{margin-top:6px;padding:8px 20px;font:inherit;font-weight:700;color:#fff;background:#a3201d;border:0;border-radius:6px}
.bar button:disabled{background:#666}
.bar a{color:#00429d}
.page{width:210mm;height:297mm;margin:6mm auto;padding:10mm;background:#fff;overflow:hidden;break-after:page;content-visibility:auto;contain-intrinsic-size:210mm 297mm}
.slips{display:grid;grid-template:repeat(5,1fr)/repeat(2,1fr)}
article{position:relative;display:grid;grid-template:33mm 1fr/33mm 1fr;column-gap:4.5mm;padding:4.5mm 3mm 0 4.5mm;border:0 dashed #777;overflow:hidden}
article:nth-child(odd){border-right-width:.3mm}
article:nth-child(n+3){border-top-width:.3mm}
.qr{width:33mm;height:33mm;display:block}
article div{height:37.5mm;margin-top:-.8mm;align-self:start;overflow:hidden}
h2{font-size:9.5pt;line-height:1.25;max-height:2.5em;overflow:hidden}
h3{font-size:9pt;font-weight:400;line-height:1.25;max-height:2.5em;overflow:hidden}
article div p{margin-top:1mm;font-size:8.5pt;line-height:1.27}
article b{white-space:nowrap}
article .a{white-space:normal;display:block;font:700 8.5pt/1.25 ui-monospace,Menlo,Consolas,'DejaVu Sans Mono',monospace;overflow-wrap:anywhere}
.c,.p{position:absolute;left:4.5mm;right:3mm}
.c{bottom:6.5mm;word-spacing:.15em;font:700 19pt/1 ui-monospace,Menlo,Consolas,'DejaVu Sans Mono',monospace;white-space:nowrap}
.p{bottom:2mm;font-size:8pt}
.cover{padding:25mm 22mm;font-size:11pt;line-height:1.8}
.cover h1{font-size:20pt;margin-bottom:6mm}
.cover table{width:100%;border-collapse:collapse;margin:4mm 0 8mm}
.cover th,.cover td{border:.3mm solid #555;padding:2mm 3mm;text-align:left;font-weight:400}
.cover th{width:34mm;background:#f3f3f3}
.cover li{margin-left:5mm}
.end{padding:12px;text-align:center;font-size:15px}
@media print{body{background:none}.bar,.end{display:none}.page{margin:0;content-visibility:visible}.page:last-of-type{break-after:auto}}
`.replace(/\n/g, '');
