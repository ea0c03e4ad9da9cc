/*
 * The ballot paper's helper, in ES5 for old WebViews. Nothing here is needed: without it the form posts by itself.
 * With it a ballot is posted from inside the page, so that a lost connection leaves everything as it was filled in. That
 * page is the only draft: nothing is written to the phone, where a next user, or whoever takes the phone, could read it.
 */
(function () {
	var form = document.getElementById('ballot');
	if (!form) return;
	var code = document.getElementById('code');
	var button = document.getElementById('send');
	var news = document.getElementById('news');
	var label = button.innerHTML;
	var sending = false;

	/* The heading of an answer, or what is wrong: where a screen reader goes on reading. */
	function attend() {
		var first = document.getElementById('first');
		if (first) first.focus();
	}
	function digits() {
		return code.value.replace(/[^0-9０-９]/g, '');
	}
	function tell(text) {
		news.innerHTML = text;
	}
	function count() {
		var n = digits().length;
		document.getElementById('count').innerHTML = n ? '已填 ' + n + ' 位，共 16 位' : '';
	}
	function group() {
		if (digits().length === 16) code.value = digits().replace(/(.{4})(?=.)/g, '$1 ');
		count();
	}
	/* The code came after the #, which browsers send to nobody; it leaves the address before anybody copies that. */
	function take() {
		var found = /^#([0-9]{16})$/.exec(location.hash);
		if (!found) return;
		code.value = found[1];
		group();
		document.getElementById('count').innerHTML = '已从二维码填好，不用再输';
		if (history.replaceState) history.replaceState(null, '', location.pathname);
	}
	function wait(on) {
		sending = on;
		button.disabled = on;
		button.innerHTML = on ? '正在提交…' : label;
	}
	function keep(reason) {
		wait(false);
		tell(
			reason +
				'您填的都还在这一页上，请过一会儿再点一次“' +
				label +
				'”，不会重复计票。（如果刚才其实已经送到，以刚才那次为准。）'
		);
		news.focus();
	}
	function lost() {
		keep('没有收到回复，可能是网络不好。');
	}
	/* Only our own page replaces this one: not a gateway's error, nor the login page of somebody's Wi-Fi. */
	function show() {
		var text = this.responseText;
		if (this.status >= 500) return keep('服务器这会儿没能办成。');
		if (text.indexOf('id="pingjia"') < 0) return lost();
		document.open();
		document.write(text);
		document.close();
		scrollTo(0, 0);
		attend();
	}
	function send(event) {
		if (!window.FormData) return;
		event.preventDefault();
		if (sending) return;
		if (navigator.onLine === false) return lost();
		var request = new XMLHttpRequest();
		request.open('POST', form.action);
		request.setRequestHeader('Accept', 'text/html');
		request.timeout = 30000;
		request.onload = show;
		request.onerror = request.ontimeout = request.onabort = lost;
		tell('');
		wait(true);
		request.send(new FormData(form));
	}
	form.addEventListener('submit', send);
	/* A poster survey has no codes. */
	if (code) {
		code.addEventListener('input', count);
		code.addEventListener('change', group);
		window.addEventListener('hashchange', take);
		count();
		take();
	}
	attend();
})();
