package dev.jos.packages.resolve;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.sat4j.core.VecInt;
import org.sat4j.minisat.SolverFactory;
import org.sat4j.minisat.core.DataStructureFactory;
import org.sat4j.minisat.core.Solver;
import org.sat4j.specs.ContradictionException;
import org.sat4j.specs.IVecInt;
import org.sat4j.specs.TimeoutException;

/// Hands clauses to the SAT solver.
final class SatProblem {

    private static final int SECONDS = 300;

    private final int variables;

    /// @param variables how many there are, numbered from 1
    SatProblem(int variables) {
        this.variables = variables;
    }

    /// The variables that are true in the solution that the order of preferences leads to; nothing when there is
    /// none.
    Optional<List<Integer>> solve(List<Clause> clauses, List<Clause> wanted) {
        Solver<DataStructureFactory> solver = solver(variables);
        List<Clause> needs = new ArrayList<>();
        try {
            for (Clause clause : clauses) {
                solver.addClause(vector(clause.literals()));
                if (clause.literals().size() > (clause.owner() == 0 ? 1 : 2)
                        && clause.literals().getLast() > 0) {
                    needs.add(clause);
                }
            }
            needs.addAll(wanted);
            solver.setOrder(new NeedDrivenOrder(needs, variables, solver.getVocabulary()));
            if (!solver.isSatisfiable()) {
                return Optional.empty();
            }
        } catch (ContradictionException e) {
            return Optional.empty();
        } catch (TimeoutException e) {
            throw new IllegalStateException("no answer in %d seconds".formatted(SECONDS), e);
        }
        List<Integer> installed = new ArrayList<>();
        for (int literal : solver.model()) {
            if (literal > 0) {
                installed.add(literal);
            }
        }
        return Optional.of(installed);
    }

    /// A part of `clauses`, which contradict each other, that already do so, and from which none can be left out.
    List<Clause> core(List<Clause> clauses) {
        List<Clause> core = contradiction(clauses);
        // The solver's own proof, repeated on what it left, shrinks fast; then clause by clause.
        for (int before = Integer.MAX_VALUE; core.size() < before; ) {
            before = core.size();
            core = contradiction(core);
        }
        for (int i = core.size() - 1; i >= 0; i--) {
            List<Clause> without = new ArrayList<>(core);
            without.remove(i);
            if (isContradiction(without)) {
                core = without;
            }
        }
        return core;
    }

    private boolean isContradiction(List<Clause> clauses) {
        Solver<DataStructureFactory> solver = solver(variables);
        try {
            for (Clause clause : clauses) {
                solver.addClause(vector(clause.literals()));
            }
            return !solver.isSatisfiable();
        } catch (ContradictionException e) {
            return true;
        } catch (TimeoutException e) {
            return false;
        }
    }

    /// Every clause gets a switch of its own; a proof names the switches that it needs.
    private List<Clause> contradiction(List<Clause> clauses) {
        Solver<DataStructureFactory> solver = solver(variables + clauses.size());
        VecInt switches = new VecInt();
        try {
            for (int i = 0; i < clauses.size(); i++) {
                int variable = variables + 1 + i;
                solver.addClause(vector(clauses.get(i).literals()).push(-variable));
                switches.push(variable);
            }
            if (solver.isSatisfiable(switches)) {
                throw new IllegalStateException("clauses without a solution have one");
            }
        } catch (ContradictionException | TimeoutException e) {
            return clauses;
        }
        IVecInt needed = solver.unsatExplanation();
        List<Integer> places = new ArrayList<>();
        for (int i = 0; i < needed.size(); i++) {
            places.add(Math.abs(needed.get(i)) - variables - 1);
        }
        places.sort(null);
        return places.stream().map(clauses::get).toList();
    }

    private static Solver<DataStructureFactory> solver(int variables) {
        Solver<DataStructureFactory> solver = SolverFactory.newMiniLearningHeap();
        solver.setTimeout(SECONDS);
        solver.newVar(variables);
        for (int variable = 1; variable <= variables; variable++) {
            // A package without relations stands in no clause, and may be wanted all the same.
            solver.registerLiteral(variable);
        }
        return solver;
    }

    private static IVecInt vector(List<Integer> literals) {
        VecInt vector = new VecInt(literals.size() + 1);
        literals.forEach(vector::push);
        return vector;
    }
}
