import { create } from 'qrcode';
import type { QrCode } from '../../app/paired-phones.ts';

/** Draws a QR code (ISO/IEC 18004) of level M, which reads with a seventh of it hidden. */
export const qrCode: QrCode = (text) => {
  const { size, data } = create(text, { errorCorrectionLevel: 'M' }).modules;
  return Array.from({ length: size }, (_, row) =>
    Array.from(data.subarray(row * size, (row + 1) * size), (it) => it === 1),
  );
};
