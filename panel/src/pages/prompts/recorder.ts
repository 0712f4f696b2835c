/** The browser's microphone, from the first word to a file. */
import { useEffect, useRef, useState } from "react";
import { asWav } from "../../ui/wav";

export function useRecorder(onDone: (sound: Blob) => void) {
  const recorder = useRef<MediaRecorder | null>(null);
  const [isRecording, setRecording] = useState(false);
  const [seconds, setSeconds] = useState(0);
  const [failed, setFailed] = useState(false);

  useEffect(() => {
    if (!isRecording) return;
    const timer = setInterval(() => setSeconds((now) => now + 1), 1000);
    return () => clearInterval(timer);
  }, [isRecording]);

  useEffect(() => () => recorder.current?.stream.getTracks().forEach((one) => one.stop()), []);

  const start = async () => {
    try {
      const stream = await navigator.mediaDevices.getUserMedia({ audio: true });
      const made = new MediaRecorder(stream);
      const parts: Blob[] = [];
      made.ondataavailable = (event) => parts.push(event.data);
      made.onstop = () => {
        stream.getTracks().forEach((one) => one.stop());
        void asWav(new Blob(parts, { type: made.mimeType })).then(onDone);
      };
      made.start();
      recorder.current = made;
      setSeconds(0);
      setFailed(false);
      setRecording(true);
    } catch {
      setFailed(true);
    }
  };
  const turn = () => {
    if (!isRecording) return void start();
    recorder.current?.stop();
    setRecording(false);
  };
  return { isRecording, seconds, failed, turn };
}
