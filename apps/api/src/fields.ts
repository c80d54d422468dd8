import { applyDecorators } from '@nestjs/common';
import { ApiProperty, type ApiPropertyOptions } from '@nestjs/swagger';
import { Type } from 'class-transformer';
import {
  ArrayMaxSize,
  IsArray,
  IsBoolean,
  IsIn,
  IsInt,
  IsObject,
  IsOptional,
  IsString,
  IsUUID,
  Length,
  Matches,
  Max,
  Min,
  ValidateIf,
  ValidateNested,
} from 'class-validator';

type More = Readonly<{ optional?: boolean; nullable?: boolean; each?: boolean; most?: number }>;

/** May be left out; null is not that, for no default would stand in for it. */
export const MayBeLeftOut = (): PropertyDecorator => ValidateIf((_, value: unknown) => value !== undefined);

/** Every field is bounded, described with an example, and either asked for or plainly optional. */
function field(more: More, api: ApiPropertyOptions, ...checks: PropertyDecorator[]): PropertyDecorator {
  const list = more.each ? [IsArray(), ArrayMaxSize(more.most ?? 500)] : [];
  const leftOut = more.optional ? [MayBeLeftOut()] : [];
  const absent = more.nullable ? [IsOptional()] : leftOut;
  return applyDecorators(
    ...absent,
    ...list,
    ...checks,
    ApiProperty({
      ...api,
      required: !(more.optional || more.nullable),
      ...(more.nullable ? { nullable: true } : {}),
      ...(more.each ? { isArray: true } : {}),
    } as ApiPropertyOptions),
  );
}

const eachOf = (more: More) => ({ each: more.each === true });

/** Text of 1 to `max` characters, without control characters other than line breaks and tabs. */
export const Text = (max: number, example: string, more: More = {}): PropertyDecorator =>
  field(
    more,
    { type: String, maxLength: max, example: more.each ? [example] : example },
    IsString(eachOf(more)),
    Length(1, max, eachOf(more)),
    Matches(/^[^\u0000-\u0008\u000b\u000c\u000e-\u001f\u007f]*$/u, {
      ...eachOf(more),
      message: '$property holds control characters',
    }),
  );

const anId = '6f1c1d0e-6f43-5f0a-9a59-3f2f8d1c9b10';

/** An opaque id (uuid). */
export const Id = (more: More = {}): PropertyDecorator =>
  field(
    more,
    { type: String, format: 'uuid', example: more.each ? [anId] : anId },
    IsUUID('all', eachOf(more)),
  );

/** A stream by its name: `<category>-<uuid>`. */
export const StreamName = (): PropertyDecorator =>
  field(
    {},
    { type: String, maxLength: 64, example: `decision-${anId}` },
    Matches(/^[a-zA-Z]{1,27}-[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}$/, {
      message: '$property is not a stream',
    }),
  );

/** A civil date in Asia/Shanghai. */
export const Day = (example = '2026-03-13', more: More = {}): PropertyDecorator =>
  field(
    more,
    { type: String, format: 'date', example },
    Matches(/^\d{4}-(0[1-9]|1[0-2])-(0[1-9]|[12]\d|3[01])$/, {
      message: '$property is not a date (YYYY-MM-DD)',
    }),
  );

/** A SHA-256 as 64 hexadecimal digits. */
export const Hash = (more: More = {}): PropertyDecorator =>
  field(
    more,
    { type: String, example: more.each ? ['0'.repeat(64)] : '0'.repeat(64) },
    Matches(/^[0-9a-f]{64}$/, { ...eachOf(more), message: '$property is not a SHA-256' }),
  );

/** A file as uploaded: a SHA-256, or the address of a sealed file. */
export const FileHash = (more: More = {}): PropertyDecorator =>
  field(
    more,
    { type: String, example: more.each ? ['0'.repeat(64)] : '0'.repeat(64) },
    Matches(/^(sealed-)?[0-9a-f]{64}$/, {
      ...eachOf(more),
      message: '$property is not a SHA-256, or sealed-<HMAC>',
    }),
  );

/** A whole number within bounds. */
export const Whole = (min: number, max: number, example: number, more: More = {}): PropertyDecorator =>
  field(more, { type: 'integer', minimum: min, maximum: max, example }, IsInt(), Min(min), Max(max));

/** Money in fen, at most 10^13 (a hundred billion yuan). */
export const Fen = (more: More = {}): PropertyDecorator => Whole(1, 1e13, 12_000_000, more);

/** One word of a fixed list. */
export const Word = <T extends string>(words: readonly T[], more: More = {}): PropertyDecorator =>
  field(more, { enum: [...words], example: words[0] }, IsIn(words, eachOf(more)));

/** A key such as a step, body, category, rule set or fund line. */
export const Key = (example: string, more: More = {}): PropertyDecorator =>
  field(
    more,
    { type: String, maxLength: 64, example: more.each ? [example] : example },
    Matches(/^[A-Za-z*][A-Za-z0-9-]{0,63}$/, { ...eachOf(more), message: '$property is not a key' }),
  );

/** Yes or no. */
export const Flag = (more: More = {}): PropertyDecorator =>
  field(more, { type: Boolean, example: true }, IsBoolean());

/** An object of its own class, or a list of them. */
export const Nested = (nested: () => new () => object, more: More = {}): PropertyDecorator =>
  // OpenAPI takes a function for a late class only when its name is `type`
  field(more, { type: () => nested() }, IsObject(eachOf(more)), ValidateNested(eachOf(more)), Type(nested));
