import { QRCodeSVG } from "qrcode.react";

/** A text for a camera: dark on white whatever the page looks like. */
export default function QrCode({ text }: { text: string }) {
  return (
    <div className="qr">
      <QRCodeSVG value={text} size={188} title="QR" />
    </div>
  );
}
