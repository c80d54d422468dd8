import { Injectable } from '@nestjs/common';
import type { Clock, KeyStore } from '#eventing';

/** The code shown in the room: six digits, another every minute; it proves that a phone is there. */
@Injectable()
export class RoomCodes {
  constructor(
    private readonly keys: KeyStore,
    private readonly clock: Clock,
  ) {}

  private at(sitting: string, minute: number): string {
    const digest = Buffer.from(this.keys.hmac('room-code', `${sitting}/${minute}`), 'base64url');
    return String(digest.readUInt32BE(0) % 1_000_000).padStart(6, '0');
  }

  private minute(): number {
    return Math.floor(Date.parse(this.clock.now()) / 60_000);
  }

  /** The code of this minute. */
  current(sitting: string): string {
    return this.at(sitting, this.minute());
  }

  /** The codes that are taken now: of this minute and, for slow fingers, of the one before. */
  valid(sitting: string): readonly string[] {
    return [this.at(sitting, this.minute()), this.at(sitting, this.minute() - 1)];
  }
}
