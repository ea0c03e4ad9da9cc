import { frameLoop, QRCanvas, rearCamera } from 'qr/dom.js';

/** Whether this browser lets the page use the camera: only over https, or on this very machine. */
export function cameraAllowed(): boolean {
	return window.isSecureContext && 'mediaDevices' in navigator;
}

/** Shows the camera in `video` and calls `found` with every code it sees until the returned function is called. */
export async function scanCamera(
	video: HTMLVideoElement,
	found: (text: string) => void
): Promise<() => void> {
	const camera = await rearCamera(video);
	const canvas = new QRCanvas();
	let stopped = false;
	const cancel = frameLoop(() => {
		void camera.readFrame(canvas).then((text) => {
			if (!stopped && typeof text === 'string') found(text);
		});
	});
	return () => {
		stopped = true;
		cancel();
		camera.stop();
	};
}
