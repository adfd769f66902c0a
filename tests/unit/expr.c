// Expressions: what they mean, and what is refused and how.
#include "support/expressions.h"

static void operators_bind_as_in_mathematics(void) {
    static const Row rows[] = {
        {"1 + 2*3", 7},
        {"(1 + 2)*3", 9},
        {"7 - 2 - 3", 2},
        {"16/4/2", 2},
        {"2*6/3*2", 8},
        {"-2^2", -4},
        {"(-2)^2", 4},
        {"2^-2", 0.25},
        {"2^3^2", 512},
        {"-2^-2^2", -0.0625},
        {"2*-3", -6},
        {"--3", 3},
        {"2 - -3", 5},
        {"-x*y", 1.5},
        {"-x^2*y", 4.5},
        {"1 + 1 == 2", 1},
        {"1 < 2 and 2 < 3", 1},
        {"2 <= 2", 1},
        {"2 >= 3", 0},
        {"2 >= 2", 1},
        {"2 != 2", 0},
        {"2 > 2", 0},
        {"not 1 == 2", 1},
        {"not 0 and 0", 0},
        {"not (0 and 0)", 1},
        {"1 or 0 and 0", 1},
        {"(1 or 0) and 0", 0},
        {"0 ? 1 : 0 ? 2 : 3", 3},
        {"1 ? 0 ? 5 : 6 : 7", 6},
        {"1 or 0 ? 2 : 3", 2},
        {"1 ? 2 : 3 + 10", 2},
        {"3 and -1", 1},
        {"0 or 0.5", 1},
        {"not 7", 0},
        {"(1 < 2) == (3 > 2)", 1},
        {"1e3", 1000},
        {"1.5E-1", 0.15},
        {"007", 7},
        {"2e", (double)NAN},
    };
    for (size_t i = 0; i + 1 < sizeof rows / sizeof *rows; i++) check_near(&rows[i], 1, 0);
    check_error("2e", "column 2: found \"e\", expected an operator");
}

// Drawn at random and evaluated by Python, from the tree each was written down of.
static const Row RANDOM_ROWS[] = {
    {"((10/0.5 ? x : (10 ? 1e-3 : 7))>=-0.5*(10 - 10)) ^ (0 - (7<=2.25) != (2.25!=1)*(n < 2))",
     1.0},
    {"abs(2.25) != ((10 == n) > (x ? 10 : 1))", 1.0},
    {"(not 2 <= 10 ? (y ? 2 : 7) and (10 ? 0 : 2.25) : floor(0.5)-(x and 10))<=-(7 > 0.5)^7", 1.0},
    {"10*0.5 == (not 1e-3)", 0.0},
    {"((-x < -2)<=abs(not y)) + ((1>=1e-3) * (7 and 2.25) > (not 10-x))", 1.0},
    {"not (n and 0)", 1.0},
    {"(0.5 or 2.25) < (y ? n : 10)", 1.0},
    {"7 ^ x ? 1e-3 : y>3", 0.001},
    {"x > 0 and 10 + 0", 1.0},
    {"(x ? 3 : 0) > 7-1", 0.0},
    {"(x or not 2.25)-3", -2.0},
    {"(0 or cos(not n)) / ((not -0) - ((1e-3 ? 2.25 : 1)-(n or 1e-3)))", -4.0},
    {"not not n", 1.0},
    {"(-(3 or 7)) ^ (0.5<=x ? 1e-3>=1 : 0.5+10)", 1.0},
    {"(not 2.25) * x ^ 0<(7+1)*x ? 1e-3+y + -n > (x >= 2)^0.5 : 2.25", 0.0},
    {"(not 1e-3 or -2)>ceil(-x)", 1.0},
    {"(sin(2 or 1e-3) + ((x > y)>(x > y)))^2.25", 0.6781692241078711},
    {"((0.5 <= -x) + (2.25-1e-3+2))^(not abs(7) or ceil(x)>=(y <= 10))", 4.2490000000000006},
    {"abs(3+1e-3 >= (0.5!=10))", 1.0},
    {"n/10*10*(1e-3 == 3 or 2.25*n)", 12.0},
    {"sin(cos(7))", 0.6844887989926141},
    {"y - floor(0)", -0.5},
    {"-((n and 10)>(2.25 or 1))", 0.0},
    {"(x + 0.5+(0 ? 3 : 7)!=-(x>y))*-2", -2.0},
    {"(1/0.5>=(0 ? 2 : y)) + ((x ? x : 7) + (n==x))<=x*(not -0)", 0.0},
    {"-floor(2)", -2.0},
    {"--n + x+(ceil(n) and 2.25 - 2)*ceil(0 < 10)", 16.0},
    {"-(y>2) == (1e-3/10 >= (y != 0.5))", 1.0},
    {"x ? sin(3) : 1e-3!=y", 0.1411200080598672},
    {"sin(-(1 != y ? cos(y) : y+1e-3))", -0.7691963548410085},
    {"--(-7 - (not 10))", -7.0},
    {"not floor((1e-3 - 0.5) ^ 3)", 0.0},
    {"-(not 0)>((2 and 0.5)<=(7 ? 0.5 : 3)) or cos(-2.25) == (1 or n or abs(3))", 0.0},
    {"-1 and -(2.25-10) * ((2 and y)*(1e-3 == 2))", 0.0},
    {"-(10 + n)", -22.0},
    {"sin(0.5 >= 10)*(-1 * -0)", 0.0},
    {"10 + n<=(not 10)", 0.0},
    {"sin((n ? 2 : 2) - x) and -cos(10)+(10 <= (2.25 and 2.25))", 1.0},
    {"-((2 > 3) * (2.25 ? 0 : 2.25)) == (0.5 == 2)", 1.0},
    {"(2 ? 1 : 2)/2", 0.5},
    {"(((10 ? x : 7) and (10 or 3)) - y)*((1 > 1e-3 - 0.5)-(3<(1 ? y : 10)))", 1.5},
    {"-(3/0.5>=7 / 10)", -1.0},
    {"1e-3 or y", 1.0},
    {"2.25 - (2.25-x) > y", 1.0},
    {"(1 != (y and 10)+-2)-ceil(n==abs(0))", 1.0},
    {"((0 or 7<0.5) and ((10 ? y : 3) ? 7 : 2 <= 10)) ^ (sin(7) * -n or floor(x + 1))", 0.0},
    {"(x - 1) ^ 0 and y", 1.0},
    {"0.5 / 7 / (y and 1e-3)", 0.07142857142857142},
    {"((not 2) >= ceil(10)) + (not -7)", 0.0},
    {"1==((0 == 10)!=(1 and y)) / (-1 * (7 * x))", 0.0},
    {"-(7 - 10 + (1+y))*((y<=10) * (not 1) ? (2.25 ? 1 : 0.5) >= -2 : n*n != abs(1))", 2.5},
    {"(ceil(2.25)+(1e-3+x))*(2.25 / x*(0 + 2.25)) * (-(x + 1e-3))^0", 10.1266875},
    {"abs(1e-3 + 10 > (0.5 < 7)) ^ ((3*x)^(3 + 7) and ((x ? n : 7) or 0.5+10))", 1.0},
    {"0-x>=(0 != 3)", 0.0},
    {"2.25>n ? x^x : 3/0.5", 6.0},
    {"y*7+(2 > n)", -3.5},
    {"(-2 <= y + 7)*((0.5!=2) > (y or 2))", 0.0},
    {"0.5 and (2 ? n : y)", 1.0},
    {"x*1e-3 - n!=((1e-3 or 0) and x != y)", 1.0},
    {"floor(cos(3)^-n)", 1.0},
};

static void random_expressions_are_what_python_says(void) {
    CHECK_ROWS(RANDOM_ROWS, 1e-15);
}

static void arithmetic_has_the_usual_functions(void) {
    static const Row rows[] = {
        {"abs(-3)", 3},
        {"min(3, -1, 2)", -1},
        {"max(3, -1)", 3},
        {"max(1,2,3,4,5,6,7,8)", 8},
        {"floor(-1.5)", -2},
        {"ceil(-1.5)", -1},
        {"round(2.5)", 3},
        {"round(-2.5)", -3},
        {"ln(10)", 2.302585092994046},
        {"log2(8)", 3},
        {"log2(0.25)", -2},
        {"mod(7, 3)", 1},
        {"mod(-1, 3)", 2},
        {"mod(6, 3)", 0},
        {"mod(-6, 3)", 0},
        {"slope(8, 0)", 0.5},
        {"slope(8, 7)", 0.00390625},
        {"slope(16, 1)", 0.5},
        {"sees(4, 9, 6)", 1},
        {"sees(4, 9, 5)", 0},
        {"sees(4, 9, 9)", 1},
        {"sees(4, 9, 10)", 0},
        {"exp(1)", 2.718281828459045},
        {"sqrt(2)", 1.4142135623730951},
        {"sin(1)", 0.8414709848078965},
        {"cos(1)", 0.5403023058681398},
        {"pi", 3.141592653589793},
        {"abs(min(x, y)^3)", 0.125},
    };
    CHECK_ROWS(rows, 1e-15);
}

static void what_does_not_matter_is_left_out(void) {
    static const Row rows[] = {
        {"0 and 1/0", 0},
        {"1 or 1/0", 1},
        {"1 ? 2 : 1/0", 2},
        {"0 ? 1/0 : 2", 2},
        {"x > 5 and unknown > 1", 0},
        {"0 and 1/0 or 1", 1},
        {"(1 or 1/0) and (0 or x)", 1},
    };
    CHECK_ROWS(rows, 0);
    check_error("1 and 1/0", "column 8: a division by 0");
    check_error("0 or 1/0", "column 7: a division by 0");
    check_error("1 ? 1/0 : 2", "column 6: a division by 0");
}

static void texts_that_are_no_expression_say_where(void) {
    static const char *const rows[][2] = {
        {"", "column 1: found the end, expected a number, a name or \"(\""},
        {"  ", "column 3: found the end, expected a number, a name or \"(\""},
        {"1 +", "column 4: found the end, expected a number, a name or \"(\""},
        {"* 2", "column 1: found \"*\", expected a number, a name or \"(\""},
        {"(1 + 2", "column 7: found the end, expected \")\""},
        {"1 + 2)", "column 6: found \")\", expected \"(\" before it"},
        {"()", "column 2: found \")\", expected a number, a name or \"(\""},
        {"2 x", "column 3: found \"x\", expected an operator"},
        {"2(x)", "column 2: found \"(\", expected an operator"},
        {"1, 2", "column 2: found \",\", expected an operator"},
        {"1 < 2 < 3",
         "column 7: found \"<\", expected one comparison at a time: write \"a < b and b < c\""},
        {"1 == 2 + 3 != 4",
         "column 12: found \"!=\", expected one comparison at a time: write \"a < b and b < c\""},
        {"1 + not 0", "column 5: found \"not\", expected brackets around what it denies"},
        {"1 ? 2", "column 6: found the end, expected \":\" after \"?\""},
        {"(1 ? 2)", "column 7: found \")\", expected \":\" after \"?\""},
        {"max(1 ? 2, 3)", "column 10: found \",\", expected \":\" after \"?\""},
        {"1 : 2", "column 3: found \":\", expected \"?\" before it"},
        {"x = 3", "column 3: found \"=\", write \"==\""},
        {"x && y", "column 3: found \"&&\", write \"and\""},
        {"2**3", "column 2: found \"**\", write \"^\""},
        {"3 − 2", "column 3: found \"−\", write \"-\""},
        {"x − 2", "column 3: found \"−\", write \"-\""},
        {"2*π", "column 3: found \"π\", write \"pi\""},
        {"\"é\" $", "column 1: found the word \"é\", expected a number, a name or \"(\""},
        {"1 $ 2", "column 3: found \"$\", which no expression has"},
        {".5", "column 1: found \".\", write \"0.\""},
        {"1e999", "column 1: the number \"1e999\" cannot be held, allowed are ±1.7e308"},
        {"abs(\"rope", "column 5: the word has no closing quote"},
        {"abs(\"rope\")", "column 5: found the word \"rope\", expected a number, a name or \"(\""},
        {"logit(rope, 1, 2)", "column 7: found \"rope\", expected a scheme in double quotes; in a "
                              "card write \\\"rope\\\""},
        {"logit('rope', 1, 2)",
         "column 7: found ', a word stands in straight double quotes, in a card "
         "\\\"alibi\\\""},
        {"logit(“rope”, 1, 2)",
         "column 7: found “, a word stands in straight double quotes, in a card "
         "\\\"alibi\\\""},
        {"0.5.3", "column 4: found a second point in a number"},
        {"7 % 2", "column 3: found \"%\", write \"mod(a, b)\""},
        {"log(3)", "column 1: there is no function \"log\": ln is the natural logarithm, log2 that "
                   "to base 2"},
        {"2*pi()", "column 3: there is no function \"pi\": pi is a number: write pi"},
        {"logit((\"rope\"), 1, 2)", "column 7: found \"(\", expected a scheme in double quotes"},
        {"logit(\"rope\" + 1, 2, 3)",
         "column 14: found \"+\", expected \",\" or \")\" after a word"},
        {"a_name_that_is_as_long_as_no_name_is", "column 1: a name of 36 letters, allowed are 32"},
    };
    for (size_t i = 0; i < sizeof rows / sizeof *rows; i++) check_error(rows[i][0], rows[i][1]);
}

static void columns_count_characters(void) {
    check_error("logit(\"é\", 1, 2) $", "column 7: logit: there is no scheme \"é\"");
    check_error("max(1,\t2) = 3", "column 11: found \"=\", write \"==\"");
}

static void names_that_do_not_exist_suggest_the_nearest(void) {
    check_error("thata(1, 2, 3)",
                "column 1: there is no function \"thata\", did you mean \"theta\"?");
    check_error("wander(1)", "column 1: there is no function \"wander\"");
    check_error("logit(\"rop\", 1, 2)",
                "column 7: logit: there is no scheme \"rop\", did you mean \"rope\"?");
    check_error("bias(\"banana\", 8, 0, 1, 2)", "column 6: bias: there is no scheme \"banana\"");
    check_error(
        "permutation_error(\"none\", \"casual\")",
        "column 27: permutation_error: there is no mask \"casual\", did you mean \"causal\"?");
    check_error("logit(\"rope\", 1, 2, \"randm\")",
                "column 21: logit: there is no content \"randm\", did you mean \"random\"?");
    check_error("nn + 1", "column 1: there is no value for \"nn\", did you mean \"n\"?");
    check_error("1 + width", "column 5: there is no value for \"width\"");
    check_error("3*theta", "column 3: \"theta\" is a function: theta(base, d, r): speed of pair r "
                           "of d features, radians per token");
    check_error("theta(1e4, 64)", "column 1: theta has 2 values, expected theta(base, d, r): speed "
                                  "of pair r of d features, radians per token");
    check_error("abs(1, 2)", "column 6: more than 1 value, expected abs(x): the size of a number");
    check_error(
        "min(1)",
        "column 1: min has 1 value, expected min(a, b, ...): the smallest of up to eight numbers");
    check_error("min(1,2,3,4,5,6,7,8,9)", "column 20: more than 8 values, expected min(a, b, ...): "
                                          "the smallest of up to eight numbers");
}

static void results_must_be_finite_and_values_in_range(void) {
    static const char *const rows[][2] = {
        {"1/(x - 3)", "column 2: a division by 0"},
        {"0^-1", "column 2: the result is not finite"},
        {"10^400", "column 3: the result is not finite"},
        {"(-8)^(1/3)", "column 5: the result is not a number"},
        {"exp(1000)", "column 1: exp: the result is not finite"},
        {"ln(0)", "column 1: ln: x is 0, allowed is more than 0"},
        {"log2(-1)", "column 1: log2: x is -1, allowed is more than 0"},
        {"mod(1, 0)", "column 1: mod: b is 0, allowed is more than 0"},
        {"slope(8, 8)", "column 1: slope: head is 8, allowed are whole numbers 0 … 7"},
        {"sees(0, 1, 1)", "column 1: sees: window is 0, allowed are whole numbers 1 … 2097151"},
        {"sqrt(-1)", "column 1: sqrt: x is -1, allowed is 0 or more"},
        {"theta(1, 64, 0)", "column 1: theta: base is 1, allowed are 1.0000001 … 1e+30"},
        {"theta(1e4, 64, 32)", "column 1: theta: r is 32, allowed are whole numbers 0 … 31"},
        {"theta(1e4, 64.5, 3)", "column 1: theta: d is 64.5, allowed are whole numbers 2 … 4096"},
        {"logit(\"rope\", 2097152, 0)",
         "column 1: logit: i is 2097152, allowed are whole numbers 0 … 2097151"},
        {"logit(\"rope\", 0, -1)",
         "column 1: logit: j is -1, allowed are whole numbers 0 … 2097151"},
        {"logit(\"learned\", 600, 0)",
         "column 1: logit: i is 600, allowed are 0 … 511: learned has no more rows"},
        {"logit(\"learned\", 512, 0)",
         "column 1: logit: i is 512, allowed are 0 … 511: learned has no more rows"},
        {"logit(\"sliding_window\", 3000, 0)",
         "column 1: logit: sliding_window removes key 0 for query 3000"},
        {"bias(\"alibi\", 8, 8, 3, 1)",
         "column 1: bias: head is 8, allowed are whole numbers 0 … 7"},
        {"bias(\"kerple\", 8, 0, 1, 3)", "column 1: bias: kerple removes key 3 for query 1"},
        {"encoding(\"alibi\", 1, 1)",
         "column 1: encoding: alibi has no vectors and no angles of a position"},
        {"encoding(\"rope\", 1, 32)",
         "column 1: encoding: feature is 32, allowed are whole numbers 0 … 31"},
        {"similarity(\"rope\", 64, 1, 2)", "column 1: similarity: rope adds no vectors to the "
                                           "inputs, allowed are sinusoidal, learned"},
        {"t5_bucket(5, 32, 16)",
         "column 1: t5_bucket: max_distance is 16, allowed is more than the 16 exact buckets"},
        {"yarn_keep(1e4, 64, 2048, 3, 5, 2)",
         "column 1: yarn_keep: low is 5, allowed is less than high, 2"},
        {"reach_share(100, 4000, 0.5, 0.5)", "column 1: reach_share: 4000 layers of a window of "
                                             "100 reach 396000 tokens, allowed are 131072"},
    };
    for (size_t i = 0; i < sizeof rows / sizeof *rows; i++) check_error(rows[i][0], rows[i][1]);
}

static void length_depth_names_and_work_are_bounded(void) {
    static char text[EXPR_TEXT_MAX + 2];
    Err err;
    memset(text, '1', EXPR_TEXT_MAX + 1);
    check_error(text, "an expression of 1001 bytes, allowed are 1000");
    for (int i = 0; i < EXPR_TEXT_MAX; i++) text[i] = "1+"[i % 2];
    text[EXPR_TEXT_MAX - 1] = 0;
    CHECK(isnan(value_of(text, &err)));
    CHECK(strstr(err.text, "more than 400 numbers, names and operators") != NULL);
    text[2 * 199 + 1] = 0; // 200 numbers, 199 signs
    CHECK(value_of(text, &err) == 200);
    memset(text, '-', EXPR_TEXT_MAX);
    memcpy(text + 399, "x", 2);
    CHECK(value_of(text, &err) == -3);
    for (int depth = EXPR_DEPTH_MAX; depth <= EXPR_DEPTH_MAX + 1; depth++) {
        memset(text, '(', (size_t)depth);
        text[depth] = '7';
        memset(text + depth + 1, ')', (size_t)depth);
        text[2 * depth + 1] = 0;
        double value = value_of(text, &err);
        CHECK(depth <= EXPR_DEPTH_MAX ? value == 7 : isnan(value));
    }
    CHECK_TEXT(err.text, "column 41: nested more than 40 deep");
    // What is closed again does not count.
    text[0] = 0;
    for (size_t at = 0; at < (size_t)50 * 15; at += 15) {
        memcpy(text + at, "(1 ? abs(1):0)+", 16);
    }
    memcpy(text + strlen(text), "1", 2);
    CHECK(value_of(text, &err) == 51);
    check_error("a+b+c+d+e+f+g+h+i+j+k+l+m+o+p+q+r", "column 33: more than 16 variables");
    check_error("entropy(\"rope\", 8191, \"random\") + entropy(\"rope\", 8190, \"random\") + "
                "entropy(\"rope\", 8189, \"random\")",
                "column 69: entropy: the expression asks for too much work, allowed is about a "
                "tenth of a second");
}

static void variables_are_listed_in_their_order(void) {
    Arena arena = {0};
    const Expr *expr;
    const char *names[EXPR_VARIABLE_MAX];
    CHECK(expr_parse("n*max(b, n) + a < pi and b > 0", &arena, &expr, NULL));
    CHECK(expr_variables(expr, names, EXPR_VARIABLE_MAX) == 3);
    CHECK_TEXT(names[0], "n");
    CHECK_TEXT(names[1], "b");
    CHECK_TEXT(names[2], "a");
    CHECK(expr_variables(expr, names, 1) == 1);
    CHECK_TEXT(expr_text(expr), "n*max(b, n) + a < pi and b > 0");
    arena_free(&arena);
}

static void check_explained(const char *text, const char *want) {
    Arena arena = {0};
    const Expr *expr;
    CHECK(expr_parse(text, &arena, &expr, NULL));
    CHECK_TEXT(expr_explain(expr, SCOPE, &arena), want);
    arena_free(&arena);
}

static void explaining_shows_both_sides(void) {
    check_explained("theta(10000, 128, 0) == 1 and abs(x - 3.25) < 1e-9",
                    "theta(10000, 128, 0) = 1 == 1; abs(x - 3.25) = 0.25 < 1e-9 (false)");
    check_explained("x > 5 and y > 5", "x = 3 > 5 (false)");
    check_explained("not (x + 1 == 4) or n <= 12", "x + 1 = 4 == 4; n = 12 <= 12");
    check_explained("(x - 1)*2 != -(y)", "(x - 1)*2 = 4 != -(y) = 0.5");
    check_explained("(x < 4) == 1", "x = 3 < 4; (x < 4) = 1 == 1");
    check_explained("n/8", "n/8 = 1.5");
    check_explained("x < 4 and 1/(x - 3) > 2", "x = 3 < 4; column 12: a division by 0");
    check_explained("lost", "column 1: there is no value for \"lost\"");
}

static void truth_is_what_is_not_zero(void) {
    Arena arena = {0};
    const Expr *expr;
    bool holds = false;
    CHECK(expr_parse("x - 2.5", &arena, &expr, NULL) && expr_holds(expr, SCOPE, &holds, NULL) &&
          holds);
    CHECK(expr_parse("x - 3", &arena, &expr, NULL) && expr_holds(expr, SCOPE, &holds, NULL) &&
          !holds);
    CHECK(expr_parse("1/0", &arena, &expr, NULL) && !expr_holds(expr, SCOPE, &holds, NULL) &&
          !holds);
    ExprVariable broken = {"x", (double)NAN};
    Err err = {0};
    double value;
    CHECK(expr_parse("x", &arena, &expr, NULL));
    CHECK(!expr_value(expr, (ExprScope){.variables = &broken, .count = 1}, &value, &err));
    CHECK_TEXT(err.text, "column 1: the result is not a number");
    arena_free(&arena);
}

static void every_function_says_what_it_is(void) {
    for (int f = 0; f < expr_function_count(); f++) {
        const char *says = expr_function_says(f), *open = strchr(says, '(');
        CHECK(open && open > says && strstr(open, "): "));
    }
}

int main(void) {
    operators_bind_as_in_mathematics();
    random_expressions_are_what_python_says();
    arithmetic_has_the_usual_functions();
    what_does_not_matter_is_left_out();
    texts_that_are_no_expression_say_where();
    columns_count_characters();
    names_that_do_not_exist_suggest_the_nearest();
    results_must_be_finite_and_values_in_range();
    length_depth_names_and_work_are_bounded();
    variables_are_listed_in_their_order();
    explaining_shows_both_sides();
    truth_is_what_is_not_zero();
    every_function_says_what_it_is();
    return test_end();
}
