// Compares a GIFT file, as gift-pegjs reads it, with the card it was made from: ids, texts, options, right answers, weights,
// feedback. Answers of numeric tasks are calculated here, from the card's JSON. usage: gift_compare.mjs NODE_FOLDER CARD GIFT
import assert from "node:assert/strict";
import fs from "node:fs";
import { createRequire } from "node:module";
import path from "node:path";

const [folder, cardPath, giftPath] = process.argv.slice(2);
const load = createRequire(path.resolve(folder, "x.js"));
const questions = load("gift-pegjs").parse(fs.readFileSync(giftPath, "utf8"));
const { marked } = load("marked");
const card = JSON.parse(fs.readFileSync(cardPath, "utf8"));

const ATOM = /\$\$(.+?)\$\$|\$([^\s$](?:[^$]*?[^\s$])?)\$(?!\d)|\[\[([^\]]*?)\]\]|\[@([a-z0-9]+)\]/gs;

function number(value) {
  const [whole, rest] = String(Math.abs(value)).split(".");
  return (value < 0 ? "−" : "") + whole.replace(/\B(?=(\d{3})+$)/g, ",") + (rest ? `.${rest}` : "");
}

// A text of the card as Moodle is to get it, and the formulas that must survive Moodle's Markdown.
function moodle(source, form, formulas) {
  let out = "", at = 0;
  const plain = text => text.replace(/\{(\w+)\}/g, (all, name) => (name in form ? number(form[name]) : all));
  for (const found of source.matchAll(ATOM)) {
    const [all, display, inline, wiki, cite] = found;
    out += plain(source.slice(at, found.index));
    at = found.index + all.length;
    if (wiki !== undefined) out += wiki.split("|").pop().split("#").pop();
    if (cite !== undefined) out += `[${cite}]`;
    const tex = (display ?? inline)?.replaceAll("\n", " ");
    if (tex === undefined) continue;
    const [open, close] = display === undefined ? ["\\(", "\\)"] : ["\\[", "\\]"];
    formulas.push(open + tex + close);
    const escaped = tex.replace(/[\\`*_[]/g, "\\$&").replaceAll("&", "&amp;").replaceAll("<", "&lt;");
    out += "\\" + open + escaped + "\\" + close;
  }
  return (out + plain(source.slice(at))).trim();
}

function unescapeHtml(html) {
  const names = { "&lt;": "<", "&gt;": ">", "&quot;": '"', "&#39;": "'", "&amp;": "&" };
  return html.replace(/&(lt|gt|quot|#39|amp);/g, all => names[all]);
}

let formulaCount = 0;

function sameText(got, source, form, where) {
  const formulas = [];
  assert.equal(got.format, "markdown", where);
  assert.equal(got.text, moodle(source, form, formulas), where);
  const html = unescapeHtml(marked.parse(got.text));
  for (const formula of formulas) {
    assert.ok(html.includes(formula), `${where}: ${formula} is not whole in ${html}`);
    formulaCount++;
  }
}

// Expressions of cards in JavaScript, with the functions that keys use.
const FUNCTIONS = {
  pi: Math.PI, cos: Math.cos, sin: Math.sin, exp: Math.exp, ln: Math.log, sqrt: Math.sqrt, abs: Math.abs,
  floor: Math.floor, ceil: Math.ceil, max: Math.max, min: Math.min, log2: Math.log2,
  theta: (base, d, r) => base ** (-2 * r / d),
  t5_bucket(distance, buckets, widest) {
    const exact = buckets / 2;
    if (distance < exact) return distance;
    const far = exact + Math.floor(Math.log(distance / exact) / Math.log(widest / exact) * (buckets - exact));
    return Math.min(far, buckets - 1);
  },
  mod: (a, b) => a - b * Math.floor(a / b), round: Math.round,
};

function value(expr, form) {
  const names = { ...FUNCTIONS, ...form };
  const code = expr.replaceAll("^", "**").replace(/\band\b/g, "&&").replace(/\bor\b/g, "||").replace(/\bnot\b/g, "!");
  return new Function(...Object.keys(names), `return Number(${code});`)(...Object.values(names));
}

function firstForm(task) {
  const form = {};
  for (const [name, kind] of Object.entries(task.vars ?? {})) {
    form[name] = kind.choose ? kind.choose[0] : kind.int ? kind.int[0] : value(kind.expr, form);
  }
  return form;
}

function near(got, want, where) {
  assert.ok(Math.abs(got - want) <= 1e-9 * Math.max(1, Math.abs(want)), `${where}: ${got} is not ${want}`);
}

function compareChoice(question, task, form) {
  const right = task.options.filter(option => option.correct).length;
  assert.equal(question.type, "MC");
  assert.equal(question.choices.length, task.options.length);
  question.choices.forEach((choice, i) => {
    const option = task.options[i], where = `${task.id}/${option.id}`;
    sameText(choice.text, option.text, form, where);
    sameText(choice.feedback, option.feedback, form, `${where} feedback`);
    if (right === 1) assert.equal(choice.isCorrect, option.correct, where);
    if (right === 1) assert.equal(choice.weight, null, where);
    if (right > 1) assert.ok(Math.abs(choice.weight - (option.correct ? 100 : -100) / right) < 1e-5, where);
    if (right > 1) assert.ok(!choice.isCorrect, where);
  });
}

function tolerance(task, number) {
  return Math.max(task.abs_tol ?? 0, (task.rel_tol ?? 0) * Math.abs(number));
}

function compareNumeric(question, task, form) {
  assert.equal(question.type, "Numerical");
  const wanted = [{ expr: task.answer }, ...(task.wrong ?? [])];
  const [key, ...others] = question.choices;
  assert.equal(key.weight, null);
  assert.ok(others.every(other => other.weight === 0));
  let want;
  try {
    want = wanted.map(row => ({ ...row, value: value(row.expr, form) }));
  } catch (error) {
    console.log(`${task.id}: not calculated here (${error.message})`);
    return;
  }
  const answer = want[0].value;
  want = want.filter((row, i) => i === 0 || Math.abs(row.value - answer) > tolerance(task, answer));
  assert.equal(question.choices.length, want.length, task.id);
  question.choices.forEach((choice, i) => {
    near(choice.text.number, want[i].value, task.id);
    near(choice.text.range ?? 0, tolerance(task, want[i].value), `${task.id} tolerance`);
    if (i > 0) sameText(choice.feedback, want[i].feedback, form, `${task.id} wrong ${i}`);
  });
}

const COMPARE = { single_choice: compareChoice, multiple_choice: compareChoice, numeric: compareNumeric };
const asked = card.tasks.filter(task => COMPARE[task.type] && !task.retired);
const got = questions.filter(question => question.type !== "Category");
assert.deepEqual(got.map(question => question.title), asked.map(task => task.id));
got.forEach((question, i) => {
  const task = asked[i], form = firstForm(task);
  assert.equal(question.id, task.id);
  let prompt = task.prompt;
  if (task.unit && !prompt.includes(task.unit)) prompt += ` (${task.unit})`;
  sameText(question.stem, prompt, form, `${task.id} prompt`);
  sameText(question.globalFeedback, task.explanation, form, `${task.id} explanation`);
  COMPARE[task.type](question, task, form);
});
console.log(`${path.basename(giftPath)}: ${got.length} questions, ${formulaCount} formulas`);
